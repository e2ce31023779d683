using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Coupons.Uses;

/// <summary>A buyer who names a code.</summary>
/// <param name="Number">What the answer is told by.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Code">The code.</param>
/// <param name="ContactHash">The buyer.</param>
public sealed record CodeAndBuyer(int Number, ShopId Shop, string Code, byte[] ContactHash);

/// <summary>Counts what a buyer has used of a coupon, by whichever of its codes. Belongs after <see cref="LockCoupons"/> in a batch: what others used until then counts.</summary>
public static class CountUses
{
    private static readonly SqlText Statement = new(
        """
        select d.n, count(*)
        from unnest($1::integer[], $2::uuid[], $3::text[], $4::bytea[]) as d(n, shop_id, code, contact)
        join coupons_codes c on c.shop_id = d.shop_id and c.code = d.code
        join coupons_uses u on u.coupon_id = c.coupon_id and u.contact_hash = d.contact
        where u.is_counted
        group by d.n
        """,
        """
        select $1, count(*)
        from coupons_codes c
        join coupons_uses u on u.coupon_id = c.coupon_id and u.contact_hash = $4
        where c.shop_id = $2 and c.code = $3 and u.is_counted
        """);

    /// <summary>Adds the count to the batch.</summary>
    public static SqlRows<(int Number, long Uses)> AddTo(SqlBatch batch, IReadOnlyList<CodeAndBuyer> buyers) => batch.ReadRows(
        Statement,
        row => (row.Int(0), row.Long(1)),
        buyers.Select(b => b.Number).ToArray(),
        buyers.Select(b => b.Shop.Value).ToArray(),
        buyers.Select(b => b.Code).ToArray(),
        buyers.Select(b => b.ContactHash).ToArray());
}
