using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Coupons.Uses;

/// <summary>Moves the counters of codes.</summary>
internal static class CodeCounters
{
    private static readonly SqlText Statement = new(
        """
        with move as (
            select * from unnest($1::uuid[], $2::text[], $3::integer[]) as m(shop_id, code, uses)),
        locked as materialized (
            select c.shop_id, c.code from coupons_codes c join move m on m.shop_id = c.shop_id and m.code = c.code order by c.shop_id, c.code for update of c)
        update coupons_codes c
        set used = c.used + m.uses
        from locked l join move m on m.shop_id = l.shop_id and m.code = l.code
        where c.shop_id = l.shop_id and c.code = l.code
        """,
        "update coupons_codes set used = used + $3 where shop_id = $1 and code = $2");

    /// <summary>Adds the moves to the batch, summed by code.</summary>
    public static void AddTo(SqlBatch batch, IEnumerable<(ShopId Shop, string Code)> codes, int by)
    {
        var sums = codes.GroupBy(code => code).Select(group => (group.Key.Shop, group.Key.Code, Uses: by * group.Count())).ToList();
        batch.WriteRows(
            Statement,
            sums.Count,
            sums.Select(s => s.Shop.Value).ToArray(),
            sums.Select(s => s.Code).ToArray(),
            sums.Select(s => s.Uses).ToArray());
    }
}
