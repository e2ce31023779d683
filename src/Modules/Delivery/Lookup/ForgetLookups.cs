using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.Extensions.Logging;

namespace Diner.Delivery.Lookup;

/// <summary>Deletes codes that no longer open anything, and the addresses with them, and counts of tries that have ended.</summary>
internal sealed class ForgetLookups(Database database, TimeProvider clock, ILogger<ForgetLookups> logger) : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    // A mail that is late still finds its code here and is not sent; after a day it has given up.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly SqlText Codes = "delete from delivery_lookup_codes where expires_at < $1";
    private static readonly SqlText Turns = "delete from delivery_lookup_turns where ends_at <= $1";

    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        batch.Run(Codes, Clock.GetUtcNow() - Kept);
        batch.Run(Turns, Clock.GetUtcNow());
        await batch.SendAndCommitAsync(ct);
        return false;
    }
}
