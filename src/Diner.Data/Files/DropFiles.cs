using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.Extensions.Logging;

namespace Diner.Data.Files;

/// <summary>Deletes files that expired, and those whose writer never came to an end.</summary>
internal sealed class DropFiles(Database database, TimeProvider clock, ILogger<DropFiles> logger) : PeriodicJob(Interval, clock, logger)
{
    private const int BatchMax = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // No file takes a day to be written.
    private static readonly TimeSpan UnfinishedMax = TimeSpan.FromDays(1);

    private static readonly SqlText Expire = "update data_files set expires_at = $1 where is_complete = false and created_at < $2 and expires_at > $1";

    private static readonly SqlText Drop = new(
        "delete from data_files where id in (select id from data_files where expires_at <= $1 order by expires_at limit $2 for update skip locked)",
        "delete from data_files where id in (select id from data_files where expires_at <= $1 order by expires_at limit $2)");

    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(Expire, ct, now, now - UnfinishedMax);
        var dropped = await work.RunAsync(Drop, ct, now, BatchMax);
        await work.CommitAsync(ct);
        return dropped == BatchMax;
    }
}
