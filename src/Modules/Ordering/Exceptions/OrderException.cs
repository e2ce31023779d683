using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Exceptions;

/// <summary>
/// An order that was paid and could not simply be delivered: in one of the states <see cref="OrderStatus.AwaitingStock"/>,
/// <see cref="OrderStatus.AmountMismatch"/>, <see cref="OrderStatus.NeedsReview"/>, <see cref="OrderStatus.Manual"/>, with the clock of that state.
/// The row goes when the order leaves the state.
/// </summary>
internal sealed class OrderException
{
    public OrderId OrderId { get; init; }

    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; init; }

    public OrderStatus Status { get; init; }

    public DateTimeOffset Since { get; init; }
}
