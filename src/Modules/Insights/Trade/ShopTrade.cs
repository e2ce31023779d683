using Diner.Catalog.Goods;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Insights.Goods;
using Diner.Insights.Sales;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Trade;

/// <summary>A stretch of days of the shop's clock, both ends in it.</summary>
internal sealed record Days(DateOnly First, DateOnly Last)
{
    public int Count => Last.DayNumber - First.DayNumber + 1;

    public bool Has(int day) => day >= First.DayNumber && day <= Last.DayNumber;
}

/// <summary>What a report is read off: the goods and the hours of a shop, from roll-ups alone.</summary>
internal sealed record ShopTrade(ShopView Shop, ShopGoods Goods, Days Days)
{
    /// <summary>Every hour of the days in which something was sold, in the order of time.</summary>
    public required IReadOnlyList<HourRow> Hours { get; init; }

    public ShopClock Clock => ShopClock.Of(Shop.TimeZone);
}

/// <summary>Reads a shop's trade.</summary>
internal sealed class ReadTrade(Database database, GoodsQueries goods, TimeProvider clock)
{
    /// <summary>
    /// The trade from the first day to the last. Without a first day from the first sale on; without a last day until today, or until the last
    /// sale when that was before the shop's first order here, in a past that was imported.
    /// </summary>
    public async Task<ShopTrade> RunAsync(ShopView shop, DateOnly? first, DateOnly? last, CancellationToken ct)
    {
        var wall = ShopClock.Of(shop.TimeZone);
        await using var db = database.Read();
        var all = db.Set<VariantHour>().Where(h => h.ShopId == shop.Id);
        var firstHour = await all.MinAsync(h => (DateTimeOffset?)h.Hour, ct);
        var today = wall.DayOf(clock.GetUtcNow());
        var until = last ?? await EndAsync(db, shop, wall, today, ct);
        var from = first ?? (firstHour is { } hour ? wall.DayOf(hour) : until);
        var days = new Days(from, until < from ? from : until);

        var items = await ShopGoods.ReadAsync(database, goods, shop.Id, ct);
        var places = items.Items.Select((item, place) => (item.Id, place)).ToDictionary(item => item.Id, item => item.place);
        var (start, end) = (wall.StartOf(days.First), wall.StartOf(days.Last.AddDays(1)));
        var rows = await all.Where(h => h.Hour >= start && h.Hour < end).OrderBy(h => h.Hour).ToListAsync(ct);
        return new ShopTrade(shop, items, days) { Hours = [.. rows.Where(h => places.ContainsKey(h.VariantId)).Select(h => Row(wall, places[h.VariantId], h))] };
    }

    private static async Task<DateOnly> EndAsync(DinerDb db, ShopView shop, ShopClock wall, DateOnly today, CancellationToken ct)
    {
        var sales = db.Set<SaleFact>().Where(f => f.ShopId == shop.Id);
        if (await sales.AnyAsync(f => f.TookMs != null, ct) || await db.Set<VariantHour>().Where(h => h.ShopId == shop.Id).MaxAsync(h => (DateTimeOffset?)h.Hour, ct) is not { } hour)
            return today;
        return wall.DayOf(hour);
    }

    private static HourRow Row(ShopClock wall, int item, VariantHour hour)
    {
        var local = wall.Local(hour.Hour);
        return new HourRow(item, DateOnly.FromDateTime(local).DayNumber, local.Hour)
        {
            Orders = hour.Orders, Leads = hour.Leads, Quantity = hour.Quantity, RevenueMinor = hour.RevenueMinor, CostMinor = hour.CostMinor,
        };
    }
}
