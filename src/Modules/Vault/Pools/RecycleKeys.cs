using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Stock;

namespace Diner.Vault.Pools;

/// <summary>
/// Takes unsold keys out of a pool and into the recycle bin, where they lie for <see cref="RecycleBin.KeptFor"/>.
/// <see cref="RestoreKeys"/> puts them back.
/// </summary>
public sealed class RecycleKeys(Database database, AuditTrail audit, TimeProvider clock)
{
    private const int QuantityMax = 100_000;

    private static readonly SqlText Take = new(
        """
        with taken as materialized (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and shop_id = $2
            order by expires_at, id
            limit $3
            for update skip locked),
        moved as (
            update vault_keys k
            set state = 2, recycled_at = $4
            from taken t
            where k.id = t.id
            returning k.batch_id)
        select batch_id, count(*) from moved group by batch_id
        """,
        """
        update vault_keys
        set state = 2, recycled_at = $4
        where id in (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and shop_id = $2
            order by expires_at, id
            limit $3)
        returning batch_id, 1
        """);

    private static readonly SqlText TakeOne =
        "update vault_keys set state = 2, recycled_at = $3 where id = $1 and shop_id = $2 and state = 0 returning variant_id, batch_id";

    /// <summary>
    /// Recycles that many keys of a pool, 1 to 100,000, those that would be sold next first, all or none. Fails with
    /// <see cref="ProblemCode.OutOfStock"/> when fewer are free, or <see cref="ProblemCode.QuantityOutOfRange"/>.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor, KeyPool pool, int quantity, CancellationToken ct)
    {
        if (quantity is < 1 or > QuantityMax)
            return new Problem(ProblemCode.QuantityOutOfRange, $"Between 1 and {QuantityMax} keys can be recycled at a time.", "quantity");
        await using var work = await database.BeginAsync(ct);
        if (await PoolRows.LockFreeAsync(work, pool.ShopId, [pool.VariantId], ct) < quantity)
            return PoolRows.TooFewFree();
        var batch = work.NewBatch();
        var taken = batch.Read(Take, row => (Batch: row.Id<BatchId>(0), Keys: (int)row.Long(1)), pool.VariantId.Value, pool.ShopId.Value, quantity, clock.GetUtcNow());
        await batch.SendAsync(ct);
        if (taken.Rows.Sum(t => t.Keys) < quantity)
            return PoolRows.TooFewFree();
        MoveStock.AddTo(batch, [new StockMove(pool.VariantId, -quantity, 0)]);
        MoveBatches.AddTo(batch, taken.Rows.Select(t => new BatchMove(t.Batch) { Recycled = t.Keys }));
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new PoolDeed("keys.recycled", pool) { After = new { quantity } }.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        return quantity;
    }

    /// <summary>
    /// Recycles one key, even when all of its pool is promised: a merchant who found it bad must be able to. Returns how many left
    /// the pool; 0 when it was not in it.
    /// </summary>
    public async Task<int> OneAsync(Actor actor, ShopId shopId, KeyId keyId, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var taken = batch.Read(TakeOne, row => (Variant: row.Id<VariantId>(0), Batch: row.Id<BatchId>(1)), keyId.Value, shopId.Value, clock.GetUtcNow());
        await batch.SendAsync(ct);
        if (taken.Rows is not [var (variant, from)])
            return 0;
        MoveStock.AddTo(batch, [new StockMove(variant, -1, 0)]);
        MoveBatches.AddTo(batch, [new BatchMove(from) { Recycled = 1 }]);
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new PoolDeed("keys.recycled", new(shopId, variant)) { After = new { key = keyId.Value } }.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        return 1;
    }
}
