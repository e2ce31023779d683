using Diner.Coupons.Rules;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Coupons.Uses;

/// <summary>A coupon as one of its codes shows it, locked in the reading transaction: nobody else uses the code before that ends.</summary>
/// <param name="Id">The coupon.</param>
/// <param name="ShopId">Whose.</param>
/// <param name="Code">The code.</param>
/// <param name="Terms">What it is good for.</param>
public sealed record LockedCoupon(CouponId Id, ShopId ShopId, string Code, CouponTerms Terms)
{
    /// <summary>It was stopped.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Uses the code has; 0 is no limit.</summary>
    public int UsesMax { get; init; }

    /// <summary>Uses that are taken.</summary>
    public int Used { get; init; }

    /// <summary>Uses of the coupon one buyer has; 0 is no limit.</summary>
    public int UsesMaxPerBuyer { get; init; }
}

/// <summary>
/// Locks the codes that a batch of checkouts names, in one order: first the coupons that limit a buyer, because that buyer may use
/// another code of the same list at this moment, then the codes. Nothing is asked when nobody names one.
/// </summary>
public static class LockCoupons
{
    private const string Columns =
        """
        select c.shop_id, c.code, c.uses_max, c.used, k.id, k.kind, k.amount_minor, k.basis_points, k.minimum_minor, k.products, k.categories,
               k.starts_at, k.ends_at, k.uses_max_per_buyer, k.is_stopped
        """;

    private static readonly SqlText LockLimited =
        """
        select k.id
        from coupons_coupons k
        where k.uses_max_per_buyer > 0
          and k.id in (select c.coupon_id
                       from unnest($1::uuid[], $2::text[]) as d(shop_id, code)
                       join coupons_codes c on c.shop_id = d.shop_id and c.code = d.code)
        order by k.id
        for update
        """;

    private static readonly SqlText Statement = new(
        Columns + "\n" +
        """
        from unnest($1::uuid[], $2::text[]) as d(shop_id, code)
        join coupons_codes c on c.shop_id = d.shop_id and c.code = d.code
        join coupons_coupons k on k.id = c.coupon_id
        order by c.shop_id, c.code
        for update of c
        """,
        Columns + "\n" +
        """
        from coupons_codes c
        join coupons_coupons k on k.id = c.coupon_id
        where c.shop_id = $1 and c.code = $2
        """);

    /// <summary>Adds the lock to the batch. A code that does not exist gives no row.</summary>
    public static SqlRows<LockedCoupon> AddTo(SqlBatch batch, IEnumerable<(ShopId Shop, string Code)> codes)
    {
        var named = codes.Distinct().ToList();
        Array[] columns = [named.Select(c => c.Shop.Value).ToArray(), named.Select(c => c.Code).ToArray()];
        if (batch.Kind == DatabaseKind.Postgres)
            batch.ReadRows(LockLimited, _ => true, columns);
        return batch.ReadRows(Statement, Map, columns);
    }

    private static LockedCoupon Map(SqlRow row) => new(
        row.Id<CouponId>(4),
        row.Id<ShopId>(0),
        row.Text(1),
        new CouponTerms
        {
            Kind = (DiscountKind)row.Short(5),
            AmountMinor = row.Long(6),
            BasisPoints = row.Int(7),
            MinimumMinor = row.Long(8),
            Products = Ids<ProductId>.Read(row.Text(9)),
            Categories = Ids<CategoryId>.Read(row.Text(10)),
            StartsAt = row.TimeOrNull(11),
            EndsAt = row.TimeOrNull(12),
        })
    {
        UsesMax = row.Int(2),
        Used = row.Int(3),
        UsesMaxPerBuyer = row.Int(13),
        IsStopped = row.Bool(14),
    };
}
