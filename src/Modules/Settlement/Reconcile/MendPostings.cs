using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;
using Diner.Payments.Bills;
using Diner.Payments.Records;
using Diner.Payments.Refunds;

namespace Diner.Settlement.Reconcile;

/// <summary>
/// What puts a difference right in the books. The channel's bill is taken for true: what it holds for us is what it says it holds, and the posting says
/// who bears what is missing or has what is too much.
/// </summary>
internal static class MendPostings
{
    /// <summary>The postings of a difference.</summary>
    /// <param name="difference">About a payment, or an amount or a fee of a refund.</param>
    /// <param name="payment">Our record of the payment, when there is one.</param>
    /// <param name="booked">What was booked when it came, when all of that is wrong: the bill has nothing of it, or has it in another currency.</param>
    public static IReadOnlyList<NewPosting> Of(Difference difference, LockedPayment? payment, PostingView? booked) => difference.Kind switch
    {
        DifferenceKind.OursOnly => [NeverCame(difference, payment!, difference.Id, booked!)],
        DifferenceKind.AmountDiffers when booked is not null => [NeverCame(difference, payment!, payment!.Id.Value, booked), AmountAndFee(difference, payment)],
        DifferenceKind.AmountDiffers => [AmountAndFee(difference, payment)],
        DifferenceKind.FeeDiffers => [Fee(New(difference, payment), difference)],
        _ => throw new InvariantException($"nothing is booked for {difference.Kind}"),
    };

    // What was booked of it is booked back, so that the merchant is owed nothing for it. A posting is of one currency, and a source is posted once.
    private static NewPosting NeverCame(Difference difference, LockedPayment payment, Guid source, PostingView booked)
    {
        var posting = new NewPosting(PostingKind.Correction, difference.ShopId, booked.Currency) { OrderId = payment.OrderId, PaymentId = payment.Id, SourceId = source };
        foreach (var side in booked.Sides)
            posting.Debit(side.Account, side.Owner, checked(-side.Minor));
        return posting;
    }

    // Less than we booked is the loss of the merchant, or of whoever waits for money of no order; more belongs to nobody yet. Of a refund the other way round.
    private static NewPosting AmountAndFee(Difference difference, LockedPayment? payment)
    {
        var more = difference.Theirs!.Value.AmountMinor - (difference.Ours?.AmountMinor ?? 0);
        var holds = difference.IsRefund ? -more : more;
        var isMerchants = payment is null or { Outcome: PaymentOutcome.Applied };
        var posting = Fee(New(difference, payment), difference).Debit(AccountKind.ChannelClearing, difference.ChannelId.Value, holds);
        return holds < 0 && isMerchants
            ? posting.Credit(AccountKind.MerchantPayable, difference.ShopId.Value, holds)
            : posting.Credit(AccountKind.Suspense, difference.ChannelId.Value, holds);
    }

    // The channel has kept more or less than we booked, or given back less or more of it.
    private static NewPosting Fee(NewPosting posting, Difference difference)
    {
        var more = (difference.TheirFeeMinor ?? difference.OurFeeMinor ?? 0) - (difference.OurFeeMinor ?? 0);
        var kept = difference.IsRefund ? -more : more;
        return posting
            .Debit(AccountKind.ChannelFee, difference.ChannelId.Value, kept)
            .Credit(AccountKind.ChannelClearing, difference.ChannelId.Value, kept);
    }

    private static NewPosting New(Difference difference, LockedPayment? payment) => new(PostingKind.Correction, difference.ShopId, (difference.Theirs ?? difference.Ours)!.Value.Currency)
    {
        OrderId = payment?.OrderId,
        PaymentId = payment?.Id,
        SourceId = difference.Id,
    };
}
