using Diner.Kernel;

namespace Diner.Coupons.Uses;

/// <summary>An order that was priced with a coupon.</summary>
internal sealed class CouponUse
{
    public OrderId OrderId { get; init; }

    public ShopId ShopId { get; init; }

    public CouponId CouponId { get; init; }

    public required string Code { get; init; }

    /// <summary>The buyer, as checkout knows them.</summary>
    public required byte[] ContactHash { get; init; }

    public long DiscountMinor { get; init; }

    public DateTimeOffset UsedAt { get; init; }

    /// <summary>False once the order expired or was refunded: the use was given back.</summary>
    public bool IsCounted { get; set; }
}
