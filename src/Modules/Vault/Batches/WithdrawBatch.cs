using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Vault.Batches;

/// <summary>
/// Withdraws a batch: its unsold keys leave every pool of the shop they are in and go to the recycle bin for good. It works in
/// steps, each a transaction with exact counters, so that a large batch does not hold up the shop's sales. The batch is marked last:
/// one that was interrupted is not marked and is finished by asking again.
/// </summary>
public sealed class WithdrawBatch(Database database, AuditTrail audit, TimeProvider clock)
{
    private const int StepKeys = 1000;

    private static readonly SqlText Find =
        """
        select expires_at, (select count(*) from vault_imports i where i.batch_id = b.id)
        from vault_batches b
        where id = $1 and shop_id = $2
        """;

    private static readonly SqlText Pools = "select variant_id from vault_stock where shop_id = $1 order by variant_id";
    private static readonly SqlText Mark = "update vault_batches set withdrawn_at = $2 where id = $1 and withdrawn_at is null";

    // Keys of a batch have its expiry and ids later than its own, also after a move: a range of the pool's index, read once.
    // Unlike a sale this waits for keys that are being sold, since it must not miss one whose sale then fails.
    private static readonly SqlText Take = new(
        """
        with taken as materialized (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and expires_at = $2 and id > $3 and batch_id = $4
            order by id
            limit $5
            for update)
        update vault_keys k
        set state = 2, recycled_at = $6
        from taken t
        where k.id = t.id
        returning k.id
        """,
        """
        update vault_keys
        set state = 2, recycled_at = $6
        where id in (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and expires_at = $2 and id > $3 and batch_id = $4
            order by id
            limit $5)
        returning id
        """);

    /// <summary>
    /// How many keys left the pools; 0 when all were out or sold before. Fails with <see cref="ProblemCode.NotFound"/> when the shop
    /// has no such batch, and with <see cref="ProblemCode.WrongState"/> while its keys are still going on sale.
    /// </summary>
    public async Task<Result<int>> RunAsync(Actor actor, ShopId shopId, BatchId batchId, CancellationToken ct)
    {
        var (found, pools) = await FindAsync(shopId, batchId, ct);
        if (found is not var (expiresAt, isComingIn))
            return new Problem(ProblemCode.NotFound, "The shop has no such batch.", "batch");
        if (isComingIn)
            return new Problem(ProblemCode.WrongState, "The keys of this batch are still going on sale. Withdraw it in a minute.", "batch");

        // Keys may be moved from a pool not yet looked at to one that was: look until nothing is left.
        var (taken, pass) = (0, 0);
        do
        {
            pass = 0;
            foreach (var pool in pools)
                pass += await EmptyAsync(pool, batchId, expiresAt, ct);
            taken += pass;
        }
        while (pass > 0);

        await MarkAsync(actor, (shopId, batchId), taken, ct);
        return taken;
    }

    // Asking again for what is withdrawn leaves no second row.
    private async Task MarkAsync(Actor actor, (ShopId Shop, BatchId Id) which, int taken, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.RunAsync(Mark, ct, which.Id.Value, clock.GetUtcNow()) == 0 && taken == 0)
            return;
        var entry = new AuditEntry("batch.withdrawn", which.Id.Value.ToString("D")) { Shop = which.Shop, SubjectId = which.Id.Value, After = new { keys = taken } };
        await audit.AddAsync(work, actor, entry, ct);
        await work.CommitAsync(CancellationToken.None);
    }

    private async Task<((DateTimeOffset ExpiresAt, bool IsComingIn)? Found, IReadOnlyList<VariantId> Pools)> FindAsync(ShopId shopId, BatchId batchId, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var found = batch.Read(Find, row => ((DateTimeOffset, bool)?)(row.Time(0), row.Long(1) > 0), batchId.Value, shopId.Value);
        var pools = batch.Read(Pools, row => row.Id<VariantId>(0), shopId.Value);
        await batch.SendAsync(ct);
        return (found.Rows.SingleOrDefault(), pools.Rows);
    }

    private async Task<int> EmptyAsync(VariantId pool, BatchId batchId, DateTimeOffset expiresAt, CancellationToken ct)
    {
        var total = 0;
        var after = batchId.Value;
        while (true)
        {
            await using var work = await database.BeginAsync(ct);
            var batch = work.NewBatch();
            var taken = batch.Read(Take, row => row.Guid(0), pool.Value, expiresAt, after, batchId.Value, StepKeys, clock.GetUtcNow());
            await batch.SendAsync(ct);
            if (taken.Rows.Count == 0)
                return total;
            MoveStock.AddTo(batch, [new StockMove(pool, -taken.Rows.Count, 0)]);
            MoveBatches.AddTo(batch, [new BatchMove(batchId) { Recycled = taken.Rows.Count }]);
            await batch.SendAndCommitAsync(ct);
            total += taken.Rows.Count;
            after = taken.Rows.MaxBy(id => id.ToString("D"), StringComparer.Ordinal);
        }
    }
}
