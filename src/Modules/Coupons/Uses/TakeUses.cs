using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Coupons.Uses;

/// <summary>An order that was priced with a coupon.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Coupon">The coupon, by the code that was named.</param>
/// <param name="ContactHash">The buyer.</param>
/// <param name="Discount">What it took off.</param>
/// <param name="Now">When.</param>
public sealed record NewUse(OrderId OrderId, LockedCoupon Coupon, byte[] ContactHash, Money Discount, DateTimeOffset Now);

/// <summary>Writes uses in the transaction of their orders, and counts them.</summary>
public static class TakeUses
{
    private static readonly SqlText Insert = new(
        """
        insert into coupons_uses (order_id, shop_id, coupon_id, code, contact_hash, discount_minor, used_at, is_counted)
        select u.*, true from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::bigint[], $7::timestamptz[]) as u
        """,
        """
        insert into coupons_uses (order_id, shop_id, coupon_id, code, contact_hash, discount_minor, used_at, is_counted)
        values ($1, $2, $3, $4, $5, $6, $7, 1)
        """);

    /// <summary>Adds the writes to the batch. The codes must be locked in its transaction.</summary>
    public static void AddTo(SqlBatch batch, IReadOnlyList<NewUse> uses)
    {
        batch.WriteRows(
            Insert,
            uses.Count,
            uses.Select(u => u.OrderId.Value).ToArray(),
            uses.Select(u => u.Coupon.ShopId.Value).ToArray(),
            uses.Select(u => u.Coupon.Id.Value).ToArray(),
            uses.Select(u => u.Coupon.Code).ToArray(),
            uses.Select(u => u.ContactHash).ToArray(),
            uses.Select(u => u.Discount.AmountMinor).ToArray(),
            uses.Select(u => u.Now).ToArray());
        CodeCounters.AddTo(batch, uses.Select(u => (u.Coupon.ShopId, u.Coupon.Code)), by: 1);
    }
}
