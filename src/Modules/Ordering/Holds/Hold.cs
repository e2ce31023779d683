using Diner.Kernel;

namespace Diner.Ordering.Holds;

/// <summary>
/// A claim of an order on stock: a count, not a key. An unpaid order's hold ends at <see cref="ExpiresAt"/>; the hold of a paid order
/// that waits for stock never does, so that keys which arrive are promised to nobody else.
/// </summary>
internal sealed class Hold
{
    public OrderId OrderId { get; init; }

    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; init; }

    public int Quantity { get; init; }

    /// <summary>False for goods that take no stock: the hold then only counts against the limits.</summary>
    public bool TakesStock { get; init; }

    public required byte[] ContactHash { get; init; }

    public required byte[] AddressHash { get; init; }

    public required byte[] DeviceHash { get; init; }

    /// <summary><see cref="DateTimeOffset.MaxValue"/> for a paid order.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
