using Diner.Catalog.Goods;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Insights.Heat;
using Diner.Insights.Sales;
using Diner.Insights.Segments;
using Diner.Insights.Trade;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Report;

/// <summary>Which days a report is about, and how it tells buyers apart.</summary>
/// <param name="First">The first day of the shop's clock; null from the first sale on.</param>
/// <param name="Last">The last day; null until today, or until the last sale of a past that was imported.</param>
/// <param name="Bounds">Bounds of the segments; null for 5,000 and 500 a calendar month.</param>
public sealed record ReportRequest(DateOnly? First = null, DateOnly? Last = null, SegmentBounds? Bounds = null);

/// <summary>Reads a shop's trade off its roll-ups. No order is read.</summary>
public sealed class ReadReport(Database database, GoodsQueries goods, TimeProvider clock)
{
    private const int WhaleMajor = 5_000;
    private const int RegularMajor = 500;

    /// <summary>The report.</summary>
    public async Task<InsightsReport> RunAsync(ShopView shop, ReportRequest request, CancellationToken ct)
    {
        var trade = await new ReadTrade(database, goods, clock).RunAsync(shop, request.First, request.Last, ct);
        return new InsightsReport
        {
            Shop = shop.Slug,
            TimeZone = shop.TimeZone,
            Currency = shop.Currency.Code,
            From = trade.Days.First,
            To = trade.Days.Last,
            Heatmap = HeatMap.Orders(trade.Hours),
            Segments = await SegmentsAsync(trade, request.Bounds, ct),
        };
    }

    // Whole months, whatever day the report begins and ends with, and none behind the last sale.
    private async Task<IReadOnlyList<MonthSegments>> SegmentsAsync(ShopTrade trade, SegmentBounds? bounds, CancellationToken ct)
    {
        if (trade.Hours.Count == 0)
            return [];
        var major = trade.Shop.Currency.MinorPerMajor;
        var (first, last) = (ShopClock.MonthOf(DateOnly.FromDayNumber(trade.Hours[0].Day)), ShopClock.MonthOf(DateOnly.FromDayNumber(trade.Hours[^1].Day)));
        await using var db = database.Read();
        var sums = db.Set<BuyerDay>()
            .Where(day => day.ShopId == trade.Shop.Id && day.Month >= first - 1 && day.Month <= last)
            .GroupBy(day => new { day.Month, day.Buyer })
            .OrderBy(group => group.Key.Month)
            .Select(group => new BuyerMonth(group.Key.Month, group.Key.Buyer, group.Sum(day => day.Orders), group.Sum(day => day.RevenueMinor)))
            .AsAsyncEnumerable();
        return await SplitMonths.RunAsync(sums, (first, last), bounds ?? new SegmentBounds(WhaleMajor * major, RegularMajor * major), major, ct);
    }
}
