using Diner.Data.Audit;
using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Stock;

namespace Diner.Vault.Pools;

/// <summary>Puts recycled keys back into their pool. Keys of a withdrawn batch and keys past their expiry stay in the bin.</summary>
public sealed class RestoreKeys(Database database, AuditTrail audit, EventLog events, FeedSignal signal, TimeProvider clock)
{
    private static readonly SqlText PutBack = new(
        """
        with back as materialized (
            select id
            from vault_keys k
            where variant_id = $1 and state = 2 and shop_id = $2 and expires_at > $4
              and not exists (select 1 from vault_batches b where b.id = k.batch_id and b.withdrawn_at is not null)
            order by recycled_at, id
            limit $3
            for update of k skip locked),
        moved as (
            update vault_keys k
            set state = 0, recycled_at = null
            from back b
            where k.id = b.id
            returning k.batch_id)
        select batch_id, count(*) from moved group by batch_id
        """,
        """
        update vault_keys
        set state = 0, recycled_at = null
        where id in (
            select id
            from vault_keys k
            where variant_id = $1 and state = 2 and shop_id = $2 and expires_at > $4
              and not exists (select 1 from vault_batches b where b.id = k.batch_id and b.withdrawn_at is not null)
            order by recycled_at, id
            limit $3)
        returning batch_id, 1
        """);

    private static readonly SqlText PutBackOne =
        """
        update vault_keys
        set state = 0, recycled_at = null
        where id = $1 and state = 2 and shop_id = $2 and expires_at > $3
          and not exists (select 1 from vault_batches b where b.id = vault_keys.batch_id and b.withdrawn_at is not null)
        returning variant_id, batch_id
        """;

    /// <summary>Restores the keys of a pool that were recycled first, at most that many. Returns how many came back.</summary>
    public async Task<int> RunAsync(Actor actor, KeyPool pool, int quantityMax, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var back = batch.Read(
            PutBack, row => new BatchMove(row.Id<BatchId>(0)) { Recycled = -(int)row.Long(1) }, pool.VariantId.Value, pool.ShopId.Value, quantityMax, clock.GetUtcNow());
        await batch.SendAsync(ct);
        var restored = -back.Rows.Sum(move => move.Recycled);
        if (restored > 0)
            await CommitAsync(work, actor, new Restored(pool, back.Rows, new { quantity = restored }), ct);
        return restored;
    }

    /// <summary>Restores one key. Returns how many came back; 0 when it is not in the bin or must stay there.</summary>
    public async Task<int> OneAsync(Actor actor, ShopId shopId, KeyId keyId, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var back = batch.Read(PutBackOne, row => (Variant: row.Id<VariantId>(0), Batch: row.Id<BatchId>(1)), keyId.Value, shopId.Value, clock.GetUtcNow());
        await batch.SendAsync(ct);
        if (back.Rows is not [var (variant, into)])
            return 0;
        await CommitAsync(work, actor, new Restored(new(shopId, variant), [new BatchMove(into) { Recycled = -1 }], new { key = keyId.Value }), ct);
        return 1;
    }

    private async Task CommitAsync(UnitOfWork work, Actor actor, Restored back, CancellationToken ct)
    {
        var (pool, moves, what) = back;
        var restored = -moves.Sum(move => move.Recycled);
        var batch = work.NewBatch();
        MoveStock.AddTo(batch, [new StockMove(pool.VariantId, restored, 0)]);
        MoveBatches.AddTo(batch, moves);
        events.AddTo(batch, [new KeysRestocked(pool.ShopId, pool.VariantId, restored)]);
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new PoolDeed("keys.restored", pool) { After = what }.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        signal.Pulse();
    }

    private sealed record Restored(KeyPool Pool, IReadOnlyList<BatchMove> Moves, object What);
}
