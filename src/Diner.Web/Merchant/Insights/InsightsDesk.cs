using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Insights.Report;
using Diner.Web.Kit;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Insights;

/// <summary>Reads a shop's trade over the days an address asks for.</summary>
internal sealed class InsightsDesk(ReadReport report, TimeProvider clock)
{
    private const int DaysAtFirst = 90;
    private const int DaysMax = 800;

    /// <summary>The trade of those days; days that are none, or too many, are the last ninety.</summary>
    public Task<ShopOverview> ViewAsync(ShopView shop, IQueryCollection query, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(ShopTime.Local(clock.GetUtcNow(), shop).DateTime);
        var last = Day(query["to"]) is { } typed && typed <= today ? typed : today;
        var first = Day(query["from"]) is { } from && from <= last && last.DayNumber - from.DayNumber < DaysMax ? from : last.AddDays(1 - DaysAtFirst);
        return report.OverviewAsync(shop, new ReportRequest(first, last), ct);
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
