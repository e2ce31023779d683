using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Vault.Stock;

/// <summary>A change of one pool's counters.</summary>
/// <param name="VariantId">Whose pool.</param>
/// <param name="OnHand">Added to the available keys.</param>
/// <param name="Held">Added to the promised units.</param>
public sealed record StockMove(VariantId VariantId, long OnHand, long Held);

/// <summary>
/// Moves counters. A move that would take one below zero breaks the table's check and fails the batch.
/// It belongs last in a transaction: the row of a hot variant is locked only while the commit travels.
/// </summary>
public static class MoveStock
{
    private static readonly SqlText Statement = new(
        """
        with move as (
            select * from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as m(variant_id, on_hand, held)),
        locked as materialized (
            select variant_id from vault_stock where variant_id = any($1) order by variant_id for update)
        update vault_stock s
        set on_hand = s.on_hand + m.on_hand, held = s.held + m.held
        from locked l join move m on m.variant_id = l.variant_id
        where s.variant_id = l.variant_id
        """,
        "update vault_stock set on_hand = on_hand + $2, held = held + $3 where variant_id = $1");

    /// <summary>Adds the moves to the batch, summed by variant.</summary>
    public static void AddTo(SqlBatch batch, IEnumerable<StockMove> moves)
    {
        var sums = moves
            .GroupBy(move => move.VariantId)
            .Select(group => new StockMove(group.Key, group.Sum(m => m.OnHand), group.Sum(m => m.Held)))
            .Where(move => move.OnHand != 0 || move.Held != 0)
            .ToList();
        batch.WriteRows(
            Statement,
            sums.Count,
            sums.Select(m => m.VariantId.Value).ToArray(),
            sums.Select(m => m.OnHand).ToArray(),
            sums.Select(m => m.Held).ToArray());
    }
}
