using Diner.Insights.Trade;

namespace Diner.Insights.Stock;

/// <summary>What a variant's stock and sales say. Pure.</summary>
internal static class ReckonStock
{
    private const int MeanDays = 28;
    private const int SafetyDays = 7;
    private const int SlowDays = 30;
    private const double DaysOfYear = 365;

    public static Turnover Turnover(StockHistory stock, Days days, decimal minorPerMajor)
    {
        var levels = stock.Levels();
        var known = Enumerable.Range(days.First.DayNumber, days.Count).Where(levels.ContainsKey).ToList();
        var cost = (double)known.Sum(day => stock.CostSold.GetValueOrDefault(day));
        var mean = known.Count == 0 ? 0 : known.Average(day => levels[day].AtEnd * stock.MeanUnitCost);
        double? turns = mean > 0 ? cost / mean * DaysOfYear / known.Count : null;
        var sold = Enumerable.Range(days.First.DayNumber, days.Count).Sum(day => stock.CostSold.GetValueOrDefault(day));
        return new Turnover(stock.Variant, sold / minorPerMajor, Major(mean, minorPerMajor), Rounded(turns), turns > 0 ? Rounded(DaysOfYear / turns) : null);
    }

    /// <param name="stock">The variant.</param>
    /// <param name="last">The last whole day to look at.</param>
    /// <param name="firstTrade">The first day of the shop's trade: days before it say nothing.</param>
    public static Restock Restock(StockHistory stock, int last, int firstTrade)
    {
        var levels = stock.Levels();
        var days = Enumerable.Range(last - MeanDays + 1, MeanDays).Where(day => day >= firstTrade).ToList();
        // Before the first key lay here, what is sold was somebody else's stock: nothing is known of it.
        var empty = days.Where(day => levels.TryGetValue(day, out var level) && !level.HadKeys).ToHashSet();
        var mean = days.Count == empty.Count ? 0 : (double)days.Sum(day => stock.Sold.GetValueOrDefault(day)) / (days.Count - empty.Count);
        var line = mean * SafetyDays;
        var isBelow = mean > 0 && stock.OnHand <= line;
        return new Restock(stock.Variant, stock.OnHand, Math.Round(mean, 4), Math.Round(line, 2), mean > 0 ? Math.Round(stock.OnHand / mean, 2) : null, isBelow)
        {
            DaysOutOfStock = empty.Count,
            Suggestion = isBelow ? (long)Math.Ceiling((2 * line) - stock.OnHand) : 0,
        };
    }

    /// <summary>Null when it sold within 30 days, or has neither stock nor sales, or its first keys came within them.</summary>
    public static SlowMover? Slow(StockHistory stock, int last, decimal minorPerMajor)
    {
        var since = stock.LastSold ?? stock.Since;
        if (since is not { } day || last - day < SlowDays)
            return null;
        return new SlowMover(
            stock.Variant,
            stock.LastSold is { } sold ? DateOnly.FromDayNumber(sold) : null,
            stock.LastSold is { } on ? last - on : null,
            stock.OnHand,
            Major(stock.OnHand * stock.MeanUnitCost, minorPerMajor));
    }

    private static decimal Major(double minor, decimal minorPerMajor) => decimal.Round((decimal)minor / minorPerMajor, 2);

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 3) : null;
}
