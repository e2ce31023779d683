using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Records;

namespace Diner.Settlement.Settle;

/// <summary>What a request means for its order.</summary>
internal enum Verdict
{
    /// <summary>Nothing is to be done: told before, or no longer waiting.</summary>
    Nothing,

    /// <summary>Money without an order it could pay.</summary>
    Unmatched,

    /// <summary>Money for the order, but not its amount.</summary>
    WrongAmount,

    /// <summary>Paid; a person fulfils it.</summary>
    HandOver,

    /// <summary>Paid; keys are due.</summary>
    Deliver,
}

/// <summary>Decides. <c>isOpened</c>: the payment was opened for this order through the channel it came by, though the order has moved on to another. A pure function of what was locked and read: the rules of settlement in one place.</summary>
internal static class Judge
{
    public static Verdict Decide(SettlementRequest request, LockedOrder? order, bool isRecorded, bool isOpened = false)
    {
        if (request.Payment is not { } payment)
            return order?.Status == OrderStatus.AwaitingStock ? Verdict.Deliver : Verdict.Nothing;
        if (isRecorded)
            return Verdict.Nothing;
        if (order is null || (order.ChannelId != payment.ChannelId && !isOpened))
            return Verdict.Unmatched;
        if (!IsPayable(order.Status))
            return request.Source is PaymentSource.Notification or PaymentSource.Asked ? Verdict.Unmatched : Verdict.Nothing;
        if (payment.Amount != order.Amount)
            return Verdict.WrongAmount;
        return order.Kind == GoodsKind.Manual ? Verdict.HandOver : Verdict.Deliver;
    }

    /// <summary>The status the next request of the same batch finds.</summary>
    public static OrderStatus StatusAfter(Verdict verdict, OrderStatus before) => verdict switch
    {
        Verdict.Nothing or Verdict.Unmatched => before,
        Verdict.WrongAmount => OrderStatus.AmountMismatch,
        Verdict.HandOver => OrderStatus.Manual,
        Verdict.Deliver => OrderStatus.Paid,
        _ => throw new InvariantException($"unknown verdict {verdict}"),
    };

    // An expired or cancelled order is paid late; one with a wrong amount can still be paid right.
    private static bool IsPayable(OrderStatus status) =>
        status is OrderStatus.Pending or OrderStatus.AmountMismatch || status.EndedUnpaid();
}
