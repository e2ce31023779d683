using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Sales;

/// <summary>How fast each variant sells.</summary>
public sealed class SalesRates(Database database, TimeProvider clock)
{
    /// <summary>Days that are looked back upon.</summary>
    public const int WindowDays = 28;

    /// <summary>
    /// Units a day of each variant over the last 28 days, or since its first sale within them when that is less, but at least one day.
    /// A variant without a sale in that time is left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<VariantId, double>> PerDayAsync(ShopId shopId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var from = now.AddDays(-WindowDays);
        await using var db = database.Read();
        var sums = await db.Set<VariantHour>()
            .Where(h => h.ShopId == shopId && h.Hour >= from)
            .GroupBy(h => h.VariantId)
            .Select(group => new { group.Key, Sold = group.Sum(h => h.Quantity), Since = group.Min(h => h.Hour) })
            .ToListAsync(ct);
        return sums.ToDictionary(sum => sum.Key, sum => sum.Sold / Math.Clamp((now - sum.Since).TotalDays, 1, WindowDays));
    }
}
