using Diner.Kernel;

namespace Diner.Ordering.Holds;

/// <summary>
/// A claim of an unpaid order on stock: a count, not a key. It ends at <see cref="ExpiresAt"/>, or when the order is paid.
/// </summary>
internal sealed class Hold
{
    public OrderId OrderId { get; init; }

    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; init; }

    public int Quantity { get; init; }

    /// <summary>False for goods that take no stock: the hold then only counts against the limits.</summary>
    public bool TakesStock { get; init; }

    /// <summary>True for an order that costs nothing: it is settled at once, or a moment later if the process stopped in between.</summary>
    public bool IsFree { get; init; }

    public required byte[] ContactHash { get; init; }

    public required byte[] AddressHash { get; init; }

    public required byte[] DeviceHash { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
