using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Allocation;
using Diner.Vault.Batches;
using Diner.Vault.Keys;
using Diner.Vault.Stock;

namespace Diner.Vault.Replacement;

/// <summary>Where the key in a bad one's place comes from.</summary>
public enum SwapSource
{
    /// <summary>The pool: a one-time key.</summary>
    Pool,

    /// <summary>The pool, and it stays there: a key that every buyer receives.</summary>
    SharedPool,

    /// <summary>A person wrote it.</summary>
    Hand,
}

/// <summary>A key of an order that shall be exchanged for another.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="OrderId">The order that has it.</param>
/// <param name="VariantId">What was bought: the new key comes from this pool.</param>
/// <param name="Source">Where the new key comes from.</param>
/// <param name="OldKey">The bad key.</param>
public sealed record KeySwap(ShopId ShopId, OrderId OrderId, VariantId VariantId, SwapSource Source, KeyId OldKey)
{
    /// <summary>Why, as the buyer reads it.</summary>
    public required string Reason { get; init; }

    /// <summary>What a person hands over instead, for goods that a person fulfils; sealed before, see <see cref="FulfilByHand"/>.</summary>
    public SealedFulfilment? ByHand { get; init; }
}

/// <summary>An exchange that was made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="NewKey">The key in the old one's place.</param>
/// <param name="IsNew">False when it was made before: nothing was written now.</param>
public sealed record SwappedKey(Guid Id, KeyId NewKey, bool IsNew);

/// <summary>
/// Exchanges a bad key in the caller's transaction. The caller has locked the order, so of all who try at once one does it.
/// A one-time key becomes bad and keeps its order's name; a free one of the pool is sold in its place, never one that is promised to
/// somebody. A reusable key becomes bad for everybody after, and the order's share moves to the newest key it has not had yet.
/// </summary>
public sealed class SwapKey(FulfilByHand byHand, IdSource ids, TimeProvider clock)
{
    private static readonly SqlText FindOwn = "select state, batch_id from vault_keys where id = $1 and order_id = $2 and shop_id = $3";

    private static readonly SqlText FindShare =
        "select 1, k.batch_id from vault_key_shares s join vault_keys k on k.id = s.key_id where s.key_id = $1 and s.order_id = $2 and k.shop_id = $3";

    private static readonly SqlText FindDone = "select id, new_key_id from vault_replacements where order_id = $1 and old_key_id = $2";

    private static readonly SqlText MarkSold = new(
        "update vault_keys k set state = 4 from unnest($1::uuid[], $2::uuid[]) as b(id, order_id) where k.id = b.id and k.order_id = b.order_id and k.state = 1",
        "update vault_keys set state = 4 where id = $1 and order_id = $2 and state = 1");

    private static readonly SqlText MarkReusable = "update vault_keys set state = 4 where id = $1 and shop_id = $2 and state = 0 returning variant_id";

    private static readonly SqlText NewestOther =
        """
        select k.id
        from vault_keys k
        where k.variant_id = $1 and k.state = 0 and k.expires_at > $2 and k.id <> $3
          and not exists (select 1 from vault_replacements r where r.order_id = $4 and r.old_key_id = k.id)
        order by k.id desc
        limit 1
        """;

    private static readonly SqlText MoveShare = new(
        """
        update vault_key_shares s
        set key_id = m.new_key, shared_at = m.at
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) as m(order_id, old_key, new_key, at)
        where s.order_id = m.order_id and s.key_id = m.old_key
        """,
        "update vault_key_shares set key_id = $3, shared_at = $4 where order_id = $1 and key_id = $2");

    private static readonly SqlText Record =
        """
        insert into vault_replacements (id, shop_id, order_id, old_key_id, new_key_id, reason, replaced_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private static readonly Problem PoolEmpty = new(ProblemCode.OutOfStock, "No free key is left in the pool: those that are there are promised to buyers. Bring keys in, then replace it.");

    /// <summary>
    /// The exchange, made now or before. <see cref="ProblemCode.NotFound"/> when the order has no such key; <see cref="ProblemCode.OutOfStock"/>
    /// when no other key is free; what <see cref="FulfilByHand.StoreAsync"/> refuses. Nothing was written when it fails.
    /// </summary>
    public async Task<Result<SwappedKey>> RunAsync(UnitOfWork work, KeySwap swap, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var done = batch.Read(FindDone, row => new SwappedKey(row.Guid(0), row.Id<KeyId>(1), IsNew: false), swap.OrderId.Value, swap.OldKey.Value);
        var has = batch.Read(
            swap.Source == SwapSource.SharedPool ? FindShare : FindOwn,
            row => (IsOf: row.Int(0) == (int)KeyState.Sold, Batch: row.Id<BatchId>(1)),
            swap.OldKey.Value, swap.OrderId.Value, swap.ShopId.Value);
        await batch.SendAsync(ct);
        if (done.Rows.Count == 1)
            return done.Rows[0];
        if (has.Rows is not [{ IsOf: true, Batch: var oldBatch }])
            return new Problem(ProblemCode.NotFound, "The order has no such key.", "key");

        var placed = swap.Source switch
        {
            SwapSource.Pool => await FromPoolAsync(work, swap, oldBatch, ct),
            SwapSource.SharedPool => await SharedAsync(work, swap, oldBatch, ct),
            SwapSource.Hand => await HandedAsync(work, swap, ct),
            _ => throw new InvariantException($"unknown source {swap.Source}"),
        };
        if (!placed.IsOk)
            return placed.Problem;
        var id = ids.NextGuid();
        await work.RunAsync(Record, ct, id, swap.ShopId.Value, swap.OrderId.Value, swap.OldKey.Value, placed.Value.Value, swap.Reason, clock.GetUtcNow());
        return new SwappedKey(id, placed.Value, IsNew: true);
    }

    private async Task<Result<KeyId>> FromPoolAsync(UnitOfWork work, KeySwap swap, BatchId oldBatch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var batch = work.NewBatch();
        var picked = PickKeys.AddTo(batch, [new KeyDemand(swap.OrderId, swap.VariantId, 1)], now);
        var stock = LockStock.AddTo(batch, [swap.VariantId]);
        await batch.SendAsync(ct);
        if (stock.Rows is not [{ Free: > 0 }] || picked.Rows is not [var free])
            return PoolEmpty;
        MarkBad(batch, swap);
        SellKeys.AddTo(batch, [new AssignedKey(swap.OrderId, free.KeyId, free.BatchId)], now);
        MoveStock.AddTo(batch, [new StockMove(swap.VariantId, -1, 0)]);
        MoveBatches.AddTo(batch, [new BatchMove(oldBatch) { Sold = -1, Bad = 1 }, new BatchMove(free.BatchId) { Sold = 1 }]);
        await batch.SendAsync(ct);
        return free.KeyId;
    }

    private async Task<Result<KeyId>> SharedAsync(UnitOfWork work, KeySwap swap, BatchId oldBatch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var batch = work.NewBatch();
        var other = batch.Read(NewestOther, row => row.Id<KeyId>(0), swap.VariantId.Value, now, swap.OldKey.Value, swap.OrderId.Value);
        await batch.SendAsync(ct);
        if (other.Rows is not [var next])
            return PoolEmpty;
        var marked = batch.Read(MarkReusable, row => row.Id<VariantId>(0), swap.OldKey.Value, swap.ShopId.Value);
        batch.WriteRows(MoveShare, 1, new[] { swap.OrderId.Value }, new[] { swap.OldKey.Value }, new[] { next.Value }, new[] { now });
        await batch.SendAsync(ct);
        MoveStock.AddTo(batch, marked.Rows.Select(pool => new StockMove(pool, -1, 0)));
        MoveBatches.AddTo(batch, marked.Rows.Select(_ => new BatchMove(oldBatch) { Bad = 1 }));
        await batch.SendAsync(ct);
        return next;
    }

    private async Task<Result<KeyId>> HandedAsync(UnitOfWork work, KeySwap swap, CancellationToken ct)
    {
        Invariant.Require(swap.ByHand is not null, "goods that a person fulfils are exchanged for what a person wrote");
        var batch = work.NewBatch();
        MarkBad(batch, swap);
        await batch.SendAsync(ct);
        return await byHand.StoreAsync(work, swap.ByHand!, ct);
    }

    private static void MarkBad(SqlBatch batch, KeySwap swap) =>
        batch.WriteRows(MarkSold, 1, new[] { swap.OldKey.Value }, new[] { swap.OrderId.Value });
}
