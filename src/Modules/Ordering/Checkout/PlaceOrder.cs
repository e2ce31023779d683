using Diner.Data.Lanes;
using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Checkout;

/// <summary>Settles an order that costs nothing. Settlement implements it; checkout, which stands below it, asks.</summary>
public interface ISettleFreeOrders
{
    /// <summary>Settles the order at once. When it cannot, the order stays pending and is settled a moment later.</summary>
    Task SettleAsync(OrderView order, CancellationToken ct);
}

/// <summary>Places an order: the checkout of page and API.</summary>
public sealed class PlaceOrder
{
    /// <summary>The field of a <see cref="ProblemCode.LimitReached"/> whose reason is the amount of the whole order.</summary>
    public const string AmountField = "amount";

    private static readonly Problem Busy = new(ProblemCode.Busy, "The order could not be placed at this moment. Nothing was charged; send it again.");

    private readonly DraftOrder _draftOrder;
    private readonly BatchLane<OrderDraft, Result<OrderView>> _lane;
    private readonly ISettleFreeOrders _freeOrders;

    internal PlaceOrder(DraftOrder draftOrder, BatchLane<OrderDraft, Result<OrderView>> lane, ISettleFreeOrders freeOrders) =>
        (_draftOrder, _lane, _freeOrders) = (draftOrder, lane, freeOrders);

    /// <summary>
    /// The order, with its stock held until it expires; or why there is none: <see cref="ProblemCode.UnknownShop"/>, <see cref="ProblemCode.UnknownVariant"/>,
    /// <see cref="ProblemCode.InvalidContact"/>, <see cref="ProblemCode.InvalidPassword"/>, <see cref="ProblemCode.QuantityOutOfRange"/>,
    /// <see cref="ProblemCode.LimitReached"/>, <see cref="ProblemCode.OutOfStock"/>, <see cref="ProblemCode.ChannelUnavailable"/>,
    /// <see cref="ProblemCode.UnknownCoupon"/>, <see cref="ProblemCode.CouponNotValidNow"/>, <see cref="ProblemCode.CouponNotApplicable"/>,
    /// <see cref="ProblemCode.CouponUsedUp"/>, <see cref="ProblemCode.CouponLimitReached"/>,
    /// <see cref="ProblemCode.IdempotencyConflict"/>, or <see cref="ProblemCode.Busy"/> when too many are being
    /// placed or the database does not answer.
    /// </summary>
    public async Task<Result<OrderView>> RunAsync(CheckoutRequest request, CancellationToken ct)
    {
        var draft = await _draftOrder.RunAsync(request, ct);
        if (!draft.IsOk)
            return draft.Problem;
        if (!_lane.TryEnter(draft.Value, out var placing))
            return Busy;
        try
        {
            var placed = await placing;
            if (placed is { IsOk: true, Value: { Amount.IsZero: true, Status: OrderStatus.Pending } free })
                await _freeOrders.SettleAsync(free, ct);
            return placed;
        }
        catch (LaneFailedException)
        {
            // The lane has logged why. Whoever sends it again with its idempotency key finds the order if it was placed after all.
            return Busy;
        }
    }
}
