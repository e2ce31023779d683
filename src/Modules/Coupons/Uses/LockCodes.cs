using Diner.Data.Sql;
using Diner.Data.Storage;

namespace Diner.Coupons.Uses;

/// <summary>
/// Locks the codes whose uses <see cref="MoveUses"/> will move, in the order checkout locks them. It belongs before stock is locked, which
/// checkout does after its codes. Nothing is asked when there are none, nor where one writer is alone anyway.
/// </summary>
public static class LockCodes
{
    private static readonly SqlText Statement =
        """
        select c.code
        from unnest($1::uuid[], $2::text[]) as d(shop_id, code)
        join coupons_codes c on c.shop_id = d.shop_id and c.code = d.code
        order by c.shop_id, c.code
        for update of c
        """;

    /// <summary>Adds the lock to the batch.</summary>
    public static void AddTo(SqlBatch batch, IEnumerable<MovedUse> uses)
    {
        if (batch.Kind != DatabaseKind.Postgres)
            return;
        var codes = uses.Select(use => (use.Shop, use.Code)).Distinct().ToList();
        batch.ReadRows(Statement, _ => true, codes.Select(c => c.Shop.Value).ToArray(), codes.Select(c => c.Code).ToArray());
    }
}
