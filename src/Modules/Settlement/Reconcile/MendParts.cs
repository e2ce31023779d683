using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Ordering.Lookup;
using Diner.Payments.Bills;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Refund;

namespace Diner.Settlement.Reconcile;

/// <summary>What mending needs besides its own transaction: channels, books, refunds.</summary>
public sealed class MendParts(Channels channels, ReadPostings postings, RefundBooks books, MendRefunds refunds)
{
    internal PostEntries Post => books.Post;

    internal DateTimeOffset Now => books.Now;

    internal ValueTask<ChannelConfig?> ChannelAsync(ChannelId id, CancellationToken ct) => channels.FindAsync(id, ct);

    /// <summary>What was booked when the payment came: the sale, or money of no order.</summary>
    internal Task<PostingView?> BookedAsync(LockedPayment payment, CancellationToken ct) => postings.OfPaymentAsync(payment.Id, payment.OrderId, ct);

    internal Task<Result<RefundId>> RecordRefundAsync(Actor actor, Difference difference, Func<UnitOfWork, Task<Problem?>> beforeCommit, CancellationToken ct) =>
        refunds.RecordAsync(actor, difference, beforeCommit, ct);

    internal Task<Result<ProviderRefund>> AskAgainAsync(RefundId refund, CancellationToken ct) => refunds.AskAgainAsync(refund, ct);
}

/// <summary>Refunds that a bill has and we have not, or the other way round.</summary>
public sealed class MendRefunds(OrderQueries orders, PaymentRecords payments, RefundPayment refund, DueRefunds asked, Channels channels)
{
    /// <summary>Records a refund that somebody has asked the channel for elsewhere, of the order's payment that has so much left.</summary>
    internal async Task<Result<RefundId>> RecordAsync(Actor actor, Difference difference, Func<UnitOfWork, Task<Problem?>> beforeCommit, CancellationToken ct)
    {
        var amount = difference.Theirs!.Value;
        if (await orders.FindByNoAsync(difference.OrderNo, ct) is not { } order || order.ShopId != difference.ShopId)
            return new Problem(ProblemCode.WrongState, "The bill names no order of the shop with this refund: find out at the channel what it gave back, and leave the difference with a word of it.") { Reason = "difference_no_order" };
        var known = await payments.OfOrderAsync(order.ShopId, order.Id, order.OrderNo, ct);
        if (known.FirstOrDefault(p => p.ChannelId == difference.ChannelId && p.Refundable is { } left && left.Currency == amount.Currency && left.AmountMinor >= amount.AmountMinor) is not { } payment)
            return new Problem(ProblemCode.WrongState, $"Order {order.OrderNo} has no payment of which {amount} is left: look at its refunds.") { Reason = "difference_no_payment" };
        var wish = new RefundOrder(difference.ShopId, payment.Id, amount.AmountMinor, "Refunded at the payment channel.") { SentAs = difference.Reference };
        return await refund.RunAsync(actor, wish, beforeCommit, ct);
    }

    /// <summary>Asks for a refund again by its number, when the channel knows nothing of it.</summary>
    internal async Task<Result<ProviderRefund>> AskAgainAsync(RefundId id, CancellationToken ct)
    {
        if (await asked.FindAsync(id, ct) is not { } due || await channels.FindAsync(due.Channel, ct) is not { } channel || channels.SpeakerOf(channel) is not IRefundPayments speaker)
            return new Problem(ProblemCode.WrongState, "This channel cannot be asked. Look there by hand, and leave the difference with a word of what you found.") { Reason = "difference_cannot_ask" };
        var known = await speaker.QueryRefundAsync(channel, due.Request, ct);
        return known is { IsOk: true, Value.Stage: RefundStage.Unknown } ? await speaker.RefundAsync(channel, due.Request, ct) : known;
    }
}
