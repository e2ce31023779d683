using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.Extensions.Logging;

namespace Diner.Ledger.Balances;

/// <summary>
/// Adds up, every second, what batches of postings moved, one row an account and quarter of an hour. Whoever reads adds both tables, so a
/// balance is right at any moment, folded or not.
/// </summary>
internal sealed class FoldDeltas(Database database, TimeProvider clock, ILogger<FoldDeltas> logger) : PeriodicJob(Interval, clock, logger)
{
    private const int RowsMax = 5_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly SqlText Fold = new(
        """
        with taken as (
            delete from ledger_deltas
            where (batch_id, account, owner_id, currency) in (
                select batch_id, account, owner_id, currency from ledger_deltas order by batch_id limit $1 for update skip locked)
            returning account, owner_id, currency, slot, debit_minor, credit_minor)
        insert into ledger_balances (account, owner_id, currency, slot, debit_minor, credit_minor)
        select account, owner_id, currency, slot, sum(debit_minor), sum(credit_minor) from taken
        group by account, owner_id, currency, slot
        order by account, owner_id, currency, slot
        on conflict (account, owner_id, currency, slot) do update
        set debit_minor = ledger_balances.debit_minor + excluded.debit_minor, credit_minor = ledger_balances.credit_minor + excluded.credit_minor
        """,
        """
        insert into ledger_balances (account, owner_id, currency, slot, debit_minor, credit_minor)
        select account, owner_id, currency, slot, sum(debit_minor), sum(credit_minor)
        from (select * from ledger_deltas order by batch_id, account, owner_id, currency limit $1) as taken
        where true
        group by account, owner_id, currency, slot
        on conflict (account, owner_id, currency, slot) do update
        set debit_minor = debit_minor + excluded.debit_minor, credit_minor = credit_minor + excluded.credit_minor
        """);

    private static readonly SqlText DropTaken =
        "delete from ledger_deltas where rowid in (select rowid from ledger_deltas order by batch_id, account, owner_id, currency limit $1)";

    private static readonly SqlText Any = "select 1 from ledger_deltas limit 1";

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        if (!await IsAnyAsync(ct))
            return false;
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        batch.Run(Fold, RowsMax);
        // One writer at a time on SQLite: what was read in this transaction is what is still there.
        if (work.Kind == DatabaseKind.Sqlite)
            batch.Run(DropTaken, RowsMax);
        var left = batch.Read(Any, static row => row.Int(0));
        await batch.SendAndCommitAsync(ct);
        return left.Rows.Count > 0;
    }

    private async Task<bool> IsAnyAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AnyAsync(db.Set<DeltaRow>(), ct);
    }
}
