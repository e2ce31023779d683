using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Vault.Stock;

/// <summary>The counters of one pool, locked in the reading transaction.</summary>
/// <param name="VariantId">Whose pool.</param>
/// <param name="OnHand">Available keys.</param>
/// <param name="Held">Units promised: unpaid holds and paid orders that wait.</param>
public sealed record LockedStock(VariantId VariantId, long OnHand, long Held)
{
    /// <summary>Units that can still be promised; negative when keys were withdrawn from under a promise.</summary>
    public long Free => OnHand - Held;
}

/// <summary>Locks stock rows in order of variant id, which is everybody's order, so that two batches cannot wait for each other.</summary>
public static class LockStock
{
    private static readonly SqlText Statement = new(
        """
        select variant_id, on_hand, held
        from vault_stock
        where variant_id = any($1)
        order by variant_id
        for update
        """,
        "select variant_id, on_hand, held from vault_stock where variant_id = $1");

    /// <summary>Adds the lock to the batch. A variant that never had keys has no row.</summary>
    public static SqlRows<LockedStock> AddTo(SqlBatch batch, IEnumerable<VariantId> variants) => batch.ReadRows(
        Statement,
        row => new LockedStock(row.Id<VariantId>(0), row.Long(1), row.Long(2)),
        variants.Select(v => v.Value).Distinct().ToArray());
}
