using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;
using Diner.Payments.Records;
using Diner.Payments.Refunds;

namespace Diner.Settlement.Refund;

/// <summary>What a refund moves, worked out before it is asked for: shown to whoever decides, then posted.</summary>
/// <param name="Amount">What the buyer gets back.</param>
/// <param name="FeeReturnedMinor">What of the platform's share the merchant gets back.</param>
/// <param name="ChargeReturnedMinor">What of the charge for the channel the merchant gets back.</param>
/// <param name="ChannelFeeReturnedMinor">What the channel gives back of its own fee.</param>
public sealed record RefundTerms(Money Amount, long FeeReturnedMinor, long ChargeReturnedMinor, long ChannelFeeReturnedMinor)
{
    /// <summary>What it takes from the merchant.</summary>
    public Money FromMerchant => Amount with { AmountMinor = Amount.AmountMinor - FeeReturnedMinor - ChargeReturnedMinor };

    /// <summary>
    /// Fees go back in proportion to what went back in all, so that the parts of several refunds sum to the part of one. The platform's share
    /// goes back as far as the house says; the channel's fee when the channel gives it back.
    /// </summary>
    /// <param name="payment">The payment, with what was given back before.</param>
    /// <param name="amount">What goes back now.</param>
    /// <param name="feeMinor">The platform's share of the payment.</param>
    /// <param name="feeReturnedPercent">How much of its share the platform gives back.</param>
    /// <param name="channelReturnsFee">Whether the channel gives its fee back.</param>
    public static RefundTerms Of(LockedPayment payment, Money amount, long feeMinor, int feeReturnedPercent, bool channelReturnsFee)
    {
        if (payment.Outcome != PaymentOutcome.Applied)
            return new RefundTerms(amount, 0, 0, 0);
        return new RefundTerms(
            amount,
            Part(feeMinor * feeReturnedPercent / 100),
            channelReturnsFee ? Part(payment.ChargedMinor) : 0,
            channelReturnsFee ? Part(payment.ChannelFeeMinor) : 0);

        long Part(long whole) => Cumulated(whole, payment.RefundedMinor + amount.AmountMinor) - Cumulated(whole, payment.RefundedMinor);

        long Cumulated(long whole, long refunded) => (long)((Int128)whole * refunded / payment.Amount!.Value.AmountMinor);
    }

    /// <summary>What a refund that was promised moved.</summary>
    internal static RefundTerms Of(LockedRefund refund) => new(refund.Amount, refund.FeeReturnedMinor, refund.ChargeReturnedMinor, refund.ChannelFeeReturnedMinor);

    /// <summary>The promise: the merchant owes the buyer, or it comes out of money that belonged to nobody.</summary>
    internal NewPosting Promised(LockedPayment payment, RefundId refund)
    {
        var posting = new NewPosting(PostingKind.RefundPromised, payment.ShopId, Amount.Currency) { OrderId = payment.OrderId, PaymentId = payment.Id, SourceId = refund.Value };
        return payment.Outcome == PaymentOutcome.Applied
            ? posting
                .Debit(AccountKind.MerchantPayable, payment.ShopId.Value, FromMerchant.AmountMinor)
                .Debit(AccountKind.PlatformFee, Guid.Empty, FeeReturnedMinor)
                .Debit(AccountKind.ChannelFee, payment.ShopId.Value, ChargeReturnedMinor)
                .Credit(AccountKind.Refunds, payment.ChannelId.Value, Amount.AmountMinor)
            : posting
                .Debit(AccountKind.Suspense, payment.ChannelId.Value, Amount.AmountMinor)
                .Credit(AccountKind.Refunds, payment.ChannelId.Value, Amount.AmountMinor);
    }

    /// <summary>The channel has sent it: the promise is kept out of what the channel holds.</summary>
    internal NewPosting Sent(NewPosting posting, ChannelId channel) => posting
        .Debit(AccountKind.Refunds, channel.Value, Amount.AmountMinor)
        .Credit(AccountKind.ChannelClearing, channel.Value, Amount.AmountMinor - ChannelFeeReturnedMinor)
        .Credit(AccountKind.ChannelFee, channel.Value, ChannelFeeReturnedMinor);
}
