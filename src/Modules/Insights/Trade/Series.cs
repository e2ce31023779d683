using Diner.Insights.Goods;

namespace Diner.Insights.Trade;

/// <summary>Of what a series is.</summary>
internal enum SeriesKind
{
    /// <summary>All orders of the shop.</summary>
    Shop,

    /// <summary>Orders of one category.</summary>
    Category,

    /// <summary>Orders of one variant.</summary>
    Variant,
}

/// <summary>Orders hour by hour, from the first hour of the first day to the last of the last.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Name">The category's name or the variant's code; empty for the shop.</param>
/// <param name="FirstDay">The first day's <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Hours">24 a day.</param>
internal sealed record Series(SeriesKind Kind, string Name, int FirstDay, double[] Hours)
{
    public const int HoursADay = 24;

    public int Days => Hours.Length / HoursADay;

    public double Total => Hours.Sum();

    /// <summary>Orders of each day.</summary>
    public double[] Daily() => [.. Enumerable.Range(0, Days).Select(day => Hours.AsSpan(day * HoursADay, HoursADay).ToArray().Sum())];

    /// <summary>0 is Monday; of the day with that place in the series.</summary>
    public int Weekday(int day) => HourRow.WeekdayOf(FirstDay + day);

    /// <summary>All orders; an order of several lines is one.</summary>
    public static Series OfShop(ShopTrade trade) => Of(trade, (SeriesKind.Shop, ""), _ => true, row => row.Leads);

    /// <summary>Every category that sold, by name.</summary>
    public static IReadOnlyList<Series> OfCategories(ShopTrade trade) =>
    [
        .. trade.Goods.Items.Select(item => item.Category).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)
            .Select(name => Of(trade, (SeriesKind.Category, name), item => item.Category == name, row => row.Orders)).Where(series => series.Total > 0),
    ];

    /// <summary>Every variant that sold, by code.</summary>
    public static IReadOnlyList<Series> OfVariants(ShopTrade trade)
    {
        var all = new double[trade.Goods.Items.Count][];
        foreach (var row in trade.Hours)
            (all[row.Item] ??= new double[trade.Days.Count * HoursADay])[((row.Day - trade.Days.First.DayNumber) * HoursADay) + row.Hour] += row.Orders;
        return [.. trade.Goods.Items.Select((item, place) => (item, Hours: all[place])).Where(v => v.Hours is not null && v.Hours.Sum() > 0).Select(v => new Series(SeriesKind.Variant, v.item.Code, trade.Days.First.DayNumber, v.Hours))];
    }

    /// <summary>What chosen goods sold.</summary>
    public static Series Of(ShopTrade trade, (SeriesKind Kind, string Name) of, Func<Item, bool> isIn, Func<HourRow, long> count)
    {
        var chosen = trade.Goods.Items.Select(isIn).ToArray();
        var hours = new double[trade.Days.Count * HoursADay];
        foreach (var row in trade.Hours.Where(row => chosen[row.Item]))
            hours[((row.Day - trade.Days.First.DayNumber) * HoursADay) + row.Hour] += count(row);
        return new Series(of.Kind, of.Name, trade.Days.First.DayNumber, hours);
    }
}
