using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.Extensions.Logging;

namespace Diner.Delivery.Lookup;

/// <summary>Deletes codes that no longer open anything, and the addresses with them.</summary>
internal sealed class ForgetCodes(Database database, TimeProvider clock, ILogger<ForgetCodes> logger) : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    // A mail that is late still finds its code here and is not sent; after a day it has given up.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly SqlText Forget = "delete from delivery_lookup_codes where expires_at < $1";

    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(Forget, ct, Clock.GetUtcNow() - Kept);
        await work.CommitAsync(ct);
        return false;
    }
}
