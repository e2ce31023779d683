using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Pools;
using Microsoft.Extensions.Logging;

namespace Diner.Vault.Jobs;

/// <summary>Deletes keys that lay in the recycle bin for as long as it keeps them.</summary>
internal sealed class PurgeKeys(Database database, TimeProvider clock, ILogger<PurgeKeys> logger) : PeriodicJob(Interval, clock, logger)
{
    private const int StepKeys = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // One probe of the bin's index per pool, whatever its size.
    private static readonly SqlText FindDue =
        """
        select s.variant_id
        from vault_stock s
        where exists (select 1 from vault_keys k where k.variant_id = s.variant_id and k.state = 2 and k.recycled_at <= $1)
        order by s.variant_id
        limit 1
        """;

    private static readonly SqlText Delete = new(
        """
        delete from vault_keys
        where id in (
            select id
            from vault_keys
            where variant_id = $1 and state = 2 and recycled_at <= $2
            order by recycled_at, id
            limit $3
            for update skip locked)
        """,
        """
        delete from vault_keys
        where id in (
            select id
            from vault_keys
            where variant_id = $1 and state = 2 and recycled_at <= $2
            order by recycled_at, id
            limit $3)
        """);

    /// <summary>Deletes at most a thousand keys of one pool; true when it did, since more may be due.</summary>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var until = Clock.GetUtcNow() - RecycleBin.KeptFor;
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var due = batch.Read(FindDue, row => row.Id<VariantId>(0), until);
        await batch.SendAsync(ct);
        if (due.Rows.Count == 0)
            return false;
        var deleted = await work.RunAsync(Delete, ct, due.Rows[0].Value, until, StepKeys);
        await work.CommitAsync(ct);
        return deleted > 0;
    }
}
