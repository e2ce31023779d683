using Diner.Kernel;
using Diner.Ledger.Accounts;

namespace Diner.Ledger.Postings;

/// <summary>A paid order, as the ledger sees it.</summary>
/// <param name="ShopId">Whose sale.</param>
/// <param name="OrderId">What was sold.</param>
/// <param name="PaymentId">What paid for it.</param>
/// <param name="ChannelId">Who holds the money now.</param>
/// <param name="Amount">What the buyer paid; not zero.</param>
public sealed record Sale(ShopId ShopId, OrderId OrderId, PaymentId PaymentId, ChannelId ChannelId, Money Amount)
{
    /// <summary>The platform's share, minor units.</summary>
    public long FeeMinor { get; init; }

    /// <summary>What the channel keeps for itself, as far as we know when it is sold: its bill corrects it.</summary>
    public long ChannelFeeMinor { get; init; }

    /// <summary>What of the channel's fee is charged: to the merchant, or in the amount to the buyer. The platform bears the rest.</summary>
    public long ChargedMinor { get; init; }

    /// <summary>
    /// The channel's clearing account is debited the payment less its fee, the merchant credited what is left after the platform's share and
    /// what is charged for the channel.
    /// </summary>
    public NewPosting ToPosting()
    {
        var paid = Amount.AmountMinor;
        Invariant.Require(paid > 0 && FeeMinor >= 0 && ChannelFeeMinor >= 0 && ChannelFeeMinor <= paid);
        Invariant.Require(ChargedMinor >= 0 && FeeMinor <= paid - ChargedMinor);
        return new NewPosting(PostingKind.Sale, ShopId, Amount.Currency) { OrderId = OrderId, PaymentId = PaymentId }
            .Debit(AccountKind.ChannelClearing, ChannelId.Value, paid - ChannelFeeMinor)
            .Debit(AccountKind.ChannelFee, ChannelId.Value, ChannelFeeMinor)
            .Credit(AccountKind.MerchantPayable, ShopId.Value, paid - FeeMinor - ChargedMinor)
            .Credit(AccountKind.PlatformFee, Guid.Empty, FeeMinor)
            .Credit(AccountKind.ChannelFee, ShopId.Value, ChargedMinor);
    }
}
