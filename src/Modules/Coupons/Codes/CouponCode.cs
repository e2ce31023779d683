using Diner.Kernel;

namespace Diner.Coupons.Codes;

/// <summary>
/// What a buyer types, and how often it was used. Its row is what a checkout locks: codes of one list do not wait for each other.
/// </summary>
internal sealed class CouponCode
{
    public ShopId ShopId { get; init; }

    public required string Code { get; init; }

    public CouponId CouponId { get; init; }

    /// <summary>0 is no limit.</summary>
    public int UsesMax { get; set; }

    /// <summary>Uses by orders that are neither expired nor refunded.</summary>
    public int Used { get; set; }
}
