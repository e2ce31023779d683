using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Jobs;
using Diner.Kernel;
using Diner.Ledger.Payouts;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.Payouts;

/// <summary>Asks, each minute, for the pay-outs of shops whose schedule says so: all that is available, if it is enough.</summary>
internal sealed class SchedulePayouts(SetPayoutTerms terms, Shops shops, RequestPayout request, TimeProvider clock, ILogger<SchedulePayouts> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly Actor Schedule = Actor.House("payout schedule");

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        foreach (var due in await terms.DueAsync(ct))
        {
            var shop = await shops.FindAsync(due, ct) ?? throw new InvariantException($"shop {due.Value} is gone");
            await request.RunScheduledAsync(Schedule, shop, Clock.GetUtcNow(), ct);
        }

        return false;
    }
}
