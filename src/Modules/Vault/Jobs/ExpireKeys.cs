using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Stock;
using Microsoft.Extensions.Logging;

namespace Diner.Vault.Jobs;

/// <summary>
/// Takes keys past their expiry out of their pool, so that its counter tells the truth. It is not what keeps them from being sold:
/// no sale picks an expired key, swept or not.
/// </summary>
internal sealed class ExpireKeys : PeriodicJob
{
    private const int StepKeys = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // One probe of the pool's index per pool, whatever its size.
    private static readonly SqlText FindDue =
        """
        select s.variant_id
        from vault_stock s
        where s.on_hand > 0
          and exists (select 1 from vault_keys k where k.variant_id = s.variant_id and k.state = 0 and k.expires_at <= $1)
        order by s.variant_id
        limit 1
        """;

    private static readonly SqlText Expire = new(
        """
        with due as materialized (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and expires_at <= $2
            order by expires_at, id
            limit $3
            for update skip locked),
        moved as (
            update vault_keys k
            set state = 3
            from due d
            where k.id = d.id
            returning k.batch_id)
        select batch_id, count(*) from moved group by batch_id
        """,
        """
        update vault_keys
        set state = 3
        where id in (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and expires_at <= $2
            order by expires_at, id
            limit $3)
        returning batch_id, 1
        """);

    private readonly Database _database;

    /// <summary>Looks once a minute.</summary>
    public ExpireKeys(Database database, TimeProvider clock, ILogger<ExpireKeys> logger)
        : base(Interval, clock, logger) => _database = database;

    /// <summary>Expires at most a thousand keys of one pool; true when it did, since more may be due.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        await using var work = await _database.BeginAsync(ct);
        var batch = work.NewBatch();
        var due = batch.Read(FindDue, row => row.Id<VariantId>(0), now);
        await batch.SendAsync(ct);
        if (due.Rows.Count == 0)
            return false;

        var expired = batch.Read(Expire, row => new BatchMove(row.Id<BatchId>(0)) { Expired = (int)row.Long(1) }, due.Rows[0].Value, now, StepKeys);
        await batch.SendAsync(ct);
        MoveStock.AddTo(batch, [new StockMove(due.Rows[0], -expired.Rows.Sum(move => move.Expired), 0)]);
        MoveBatches.AddTo(batch, expired.Rows);
        await batch.SendAndCommitAsync(ct);
        return expired.Rows.Count > 0;
    }
}
