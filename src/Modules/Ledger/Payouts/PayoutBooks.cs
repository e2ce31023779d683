using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;

namespace Diner.Ledger.Payouts;

/// <summary>What each step of a pay-out moves.</summary>
internal static class PayoutBooks
{
    /// <summary>Its money is set aside: it is no longer available, and not gone.</summary>
    public static NewPosting Prepared(PayoutRow payout) => New(PostingKind.PayoutPrepared, payout)
        .Debit(AccountKind.MerchantPayable, payout.ShopId.Value, payout.AmountMinor)
        .Credit(AccountKind.PayoutsInTransit, payout.ShopId.Value, payout.AmountMinor);

    /// <summary>It has gone, from the bank or from what a channel holds for us.</summary>
    public static NewPosting Sent(PayoutRow payout, ChannelId? channel) => New(PostingKind.PayoutSent, payout)
        .Debit(AccountKind.PayoutsInTransit, payout.ShopId.Value, payout.AmountMinor)
        .Credit(Source(channel), channel?.Value ?? Guid.Empty, payout.AmountMinor);

    /// <summary>It did not go: the merchant has it again.</summary>
    public static NewPosting Returned(PayoutRow payout) => Prepared(payout).Reversed(PostingKind.PayoutReturned);

    /// <summary>It had gone and came back to where it came from: the merchant has it again.</summary>
    public static NewPosting CameBack(PayoutRow payout, ChannelId? channel) => New(PostingKind.PayoutReturned, payout)
        .Debit(Source(channel), channel?.Value ?? Guid.Empty, payout.AmountMinor)
        .Credit(AccountKind.MerchantPayable, payout.ShopId.Value, payout.AmountMinor);

    private static AccountKind Source(ChannelId? channel) => channel is null ? AccountKind.Bank : AccountKind.ChannelClearing;

    private static NewPosting New(PostingKind kind, PayoutRow payout) => new(kind, payout.ShopId, CurrencyCode.Parse(payout.Currency)) { SourceId = payout.Id.Value };
}
