using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Vault.Pools;

/// <summary>Puts recycled keys back into their pool. Keys of a withdrawn batch and keys past their expiry stay in the bin.</summary>
public sealed class RestoreKeys(Database database, EventLog events, FeedSignal signal, TimeProvider clock)
{
    private static readonly SqlText PutBack = new(
        """
        with back as materialized (
            select id
            from vault_keys k
            where variant_id = $1 and state = 2 and shop_id = $2 and expires_at > $4
              and not exists (select 1 from vault_batches b where b.id = k.batch_id and b.withdrawn_at is not null)
            order by id
            limit $3
            for update of k skip locked)
        update vault_keys k
        set state = 0
        from back b
        where k.id = b.id
        """,
        """
        update vault_keys
        set state = 0
        where id in (
            select id
            from vault_keys k
            where variant_id = $1 and state = 2 and shop_id = $2 and expires_at > $4
              and not exists (select 1 from vault_batches b where b.id = k.batch_id and b.withdrawn_at is not null)
            order by id
            limit $3)
        """);

    private static readonly SqlText PutBackOne =
        """
        update vault_keys
        set state = 0
        where id = $1 and state = 2 and shop_id = $2 and expires_at > $3
          and not exists (select 1 from vault_batches b where b.id = vault_keys.batch_id and b.withdrawn_at is not null)
        returning variant_id
        """;

    /// <summary>Restores the oldest recycled keys of a pool, at most that many. Returns how many came back.</summary>
    public async Task<int> RunAsync(ShopId shopId, VariantId variantId, int quantityMax, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var restored = await work.RunAsync(PutBack, ct, variantId.Value, shopId.Value, quantityMax, clock.GetUtcNow());
        await CommitAsync(work, shopId, variantId, restored, ct);
        return restored;
    }

    /// <summary>Restores one key. Returns how many came back; 0 when it is not in the bin or must stay there.</summary>
    public async Task<int> OneAsync(ShopId shopId, KeyId keyId, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var restored = batch.Read(PutBackOne, row => row.Id<VariantId>(0), keyId.Value, shopId.Value, clock.GetUtcNow());
        await batch.SendAsync(ct);
        await CommitAsync(work, shopId, restored.Rows.SingleOrDefault(), restored.Rows.Count, ct);
        return restored.Rows.Count;
    }

    private async Task CommitAsync(UnitOfWork work, ShopId shopId, VariantId variantId, int restored, CancellationToken ct)
    {
        if (restored == 0)
            return;
        var batch = work.NewBatch();
        MoveStock.AddTo(batch, [new StockMove(variantId, restored, 0)]);
        events.AddTo(batch, [new KeysRestocked(shopId, variantId, restored)]);
        await batch.SendAndCommitAsync(ct);
        signal.Pulse();
    }
}
