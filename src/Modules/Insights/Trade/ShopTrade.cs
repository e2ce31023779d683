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

    /// <summary>What was sold behind the last day, until now.</summary>
    public required IReadOnlyList<HourRow> Later { get; init; }

    /// <summary>The day the shop's clock is in.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The first day of all trade, whatever days are looked at.</summary>
    public required DateOnly FirstTrade { get; init; }

    /// <summary>The last day that is over: of the days, yesterday when they end today.</summary>
    public DateOnly LastWhole => Days.Last < Today ? Days.Last : Today.AddDays(-1);

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
        var start = wall.StartOf(days.First);
        var rows = (await all.Where(h => h.Hour >= start).OrderBy(h => h.Hour).ToListAsync(ct)).Where(h => places.ContainsKey(h.VariantId)).Select(h => Row(wall, places[h.VariantId], h)).ToLookup(row => days.Has(row.Day));
        return new ShopTrade(shop, items, days) { Hours = [.. rows[true]], Later = [.. rows[false]], Today = today, FirstTrade = firstHour is { } at ? wall.DayOf(at) : from };
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
