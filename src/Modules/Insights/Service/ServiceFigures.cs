using System.Text.Json.Serialization;
using Diner.Data.Storage;
using Diner.Insights.Sales;
using Diner.Insights.Trade;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Service;

/// <summary>How long buyers waited from payment to delivery. An imported past says nothing of it.</summary>
/// <param name="Orders">Orders that were paid and delivered here.</param>
/// <param name="P50Seconds">Half of them waited no longer; null without any.</param>
/// <param name="P95Seconds">The same for 95 of 100.</param>
/// <param name="P99Seconds">The same for 99 of 100.</param>
/// <param name="Within10Seconds">The share that waited no longer than that, 0 to 1; null without any.</param>
/// <param name="Within15Seconds">The same for 15 seconds.</param>
public sealed record ServiceFigures(
    long Orders, double? P50Seconds, double? P95Seconds, double? P99Seconds,
    [property: JsonPropertyName("within_10_seconds")] double? Within10Seconds, [property: JsonPropertyName("within_15_seconds")] double? Within15Seconds);

/// <summary>Reads how long buyers waited.</summary>
internal sealed class ReadWaits(Database database)
{
    public async Task<ServiceFigures> RunAsync(ShopTrade trade, CancellationToken ct)
    {
        var (from, until) = (trade.Clock.StartOf(trade.Days.First), trade.Clock.StartOf(trade.Days.Last.AddDays(1)));
        await using var db = database.Read();
        var waits = await db.Set<SaleFact>().Where(f => f.ShopId == trade.Shop.Id && f.TookMs != null && f.At >= from && f.At < until)
            .GroupBy(f => f.TookMs!.Value).Select(group => new { Ms = group.Key, Orders = group.LongCount() }).ToListAsync(ct);
        return Of([.. waits.Select(wait => (wait.Ms, wait.Orders)).OrderBy(wait => wait.Ms)]);
    }

    /// <summary>Of orders by milliseconds, ascending.</summary>
    internal static ServiceFigures Of(IReadOnlyList<(int Ms, long Orders)> waits)
    {
        var orders = waits.Sum(wait => wait.Orders);
        return orders == 0 ? new ServiceFigures(0, null, null, null, null, null) : new ServiceFigures(orders, At(0.5), At(0.95), At(0.99), Within(10), Within(15));

        double At(double share)
        {
            var seen = 0L;
            return waits.First(wait => (seen += wait.Orders) >= share * orders).Ms / 1000.0;
        }

        double Within(int seconds) => Math.Round((double)waits.Where(wait => wait.Ms <= seconds * 1000).Sum(wait => wait.Orders) / orders, 6);
    }
}
