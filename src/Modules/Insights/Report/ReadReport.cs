using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Insights.Effects;
using Diner.Insights.Heat;
using Diner.Insights.Pairs;
using Diner.Insights.Peaks;
using Diner.Insights.Sales;
using Diner.Insights.Seasons;
using Diner.Insights.Segments;
using Diner.Insights.Service;
using Diner.Insights.Stock;
using Diner.Insights.Tiers;
using Diner.Insights.Trade;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Report;

/// <summary>Which days a report is about, and how it tells buyers apart.</summary>
/// <param name="First">The first day of the shop's clock; null from the first sale on.</param>
/// <param name="Last">The last day; null until today, or until the last sale of a past that was imported.</param>
/// <param name="Bounds">Bounds of the segments; null for 5,000 and 500 a calendar month.</param>
public sealed record ReportRequest(DateOnly? First = null, DateOnly? Last = null, SegmentBounds? Bounds = null);

/// <summary>What a report is put together from.</summary>
internal sealed record ReportParts(ReadTrade Trade, ReadEffects Effects, ReadStock Stock, ReadPairs Pairs, ReadWaits Waits);

/// <summary>Reads a shop's trade off its roll-ups; what is bought after what, and how long buyers waited, off its facts. No order is read.</summary>
public sealed class ReadReport
{
    private readonly Database _database;
    private readonly ReportParts _parts;

    internal ReadReport(Database database, ReportParts parts) => (_database, _parts) = (database, parts);

    /// <summary>The report.</summary>
    public async Task<InsightsReport> RunAsync(ShopView shop, ReportRequest request, CancellationToken ct)
    {
        var trade = await _parts.Trade.RunAsync(shop, request.First, request.Last, ct);
        var (effects, eventDays) = await _parts.Effects.RunAsync(trade, ct);
        var stock = await _parts.Stock.RunAsync(trade, ct);
        var counted = await _parts.Pairs.RunAsync(trade, ct);
        var labels = ReadPairs.Categories(trade);
        IReadOnlyList<Pair> pairs = [.. FindPairs.Run(counted.Variants, Pair.OfVariants, item => trade.Goods.Items[item].Code), .. FindPairs.Run(counted.Categories, Pair.OfCategories, label => labels[label])];
        var categories = Series.OfCategories(trade);
        decimal major = shop.Currency.MinorPerMajor;
        return new InsightsReport
        {
            Shop = shop.Slug,
            TimeZone = shop.TimeZone,
            Currency = shop.Currency.Code,
            From = trade.Days.First,
            To = trade.Days.Last,
            Heatmap = HeatMap.Orders(trade.Hours),
            Peaks = ShopPeaks.Of(trade, categories, pairs),
            Seasons = trade.Hours.Count == 0 ? [] : ShopSeasons.Of(trade, categories, eventDays),
            EventEffects = effects,
            Segments = await SegmentsAsync(trade, request.Bounds, ct),
            Turnover = [.. stock.Select(one => ReckonStock.Turnover(one, trade.Days, major))],
            Restock = [.. stock.Select(one => ReckonStock.Restock(one, trade.LastWhole.DayNumber, trade.FirstTrade.DayNumber))],
            Slow = [.. stock.Select(one => ReckonStock.Slow(one, trade.Days.Last.DayNumber, major)).OfType<SlowMover>()],
            Pairs = pairs,
            Tiers = SumTiers.Run(trade, counted.Tiers),
            Service = await _parts.Waits.RunAsync(trade, ct),
        };
    }

    /// <summary>When a shop sells, who buys and what is to be bought again: what a page shows. Read off roll-ups alone.</summary>
    public async Task<ShopOverview> OverviewAsync(ShopView shop, ReportRequest request, CancellationToken ct)
    {
        var trade = await _parts.Trade.RunAsync(shop, request.First, request.Last, ct);
        var stock = await _parts.Stock.RunAsync(trade, ct);
        return new ShopOverview(trade.Days.First, trade.Days.Last)
        {
            Heatmap = HeatMap.Orders(trade.Hours),
            Segments = await SegmentsAsync(trade, request.Bounds, ct),
            Restock = [.. stock.Select(one => ReckonStock.Restock(one, trade.LastWhole.DayNumber, trade.FirstTrade.DayNumber))],
            Slow = [.. stock.Select(one => ReckonStock.Slow(one, trade.Days.Last.DayNumber, shop.Currency.MinorPerMajor)).OfType<SlowMover>()],
        };
    }

    // Whole months, whatever day the report begins and ends with, and none behind the last sale.
    private async Task<IReadOnlyList<MonthSegments>> SegmentsAsync(ShopTrade trade, SegmentBounds? bounds, CancellationToken ct)
    {
        if (trade.Hours.Count == 0)
            return [];
        var major = trade.Shop.Currency.MinorPerMajor;
        var (first, last) = (ShopClock.MonthOf(DateOnly.FromDayNumber(trade.Hours[0].Day)), ShopClock.MonthOf(DateOnly.FromDayNumber(trade.Hours[^1].Day)));
        await using var db = _database.Read();
        var sums = db.Set<BuyerDay>()
            .Where(day => day.ShopId == trade.Shop.Id && day.Month >= first - 1 && day.Month <= last)
            .GroupBy(day => new { day.Month, day.Buyer })
            .OrderBy(group => group.Key.Month)
            .Select(group => new BuyerMonth(group.Key.Month, group.Key.Buyer, group.Sum(day => day.Orders), group.Sum(day => day.RevenueMinor)))
            .AsAsyncEnumerable();
        return await SplitMonths.RunAsync(sums, (first, last), bounds ?? SegmentBounds.OfMajor(SegmentBounds.WhaleMajor, SegmentBounds.RegularMajor, trade.Shop.Currency), major, ct);
    }
}
