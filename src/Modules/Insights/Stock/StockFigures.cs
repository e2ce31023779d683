namespace Diner.Insights.Stock;

/// <summary>How often a variant's stock is turned over.</summary>
/// <param name="Variant">Its code.</param>
/// <param name="CostSold">What the keys sold in the report's days had cost.</param>
/// <param name="MeanStockCost">What the keys on hand had cost, on the mean of the days.</param>
/// <param name="TurnsAYear">The first over the second, for a year of 365 days; null without stock.</param>
/// <param name="Days">How many days the mean stock lasts; null without stock or sales.</param>
public sealed record Turnover(string Variant, decimal CostSold, decimal MeanStockCost, double? TurnsAYear, double? Days);

/// <summary>Whether a variant is to be bought again.</summary>
/// <param name="Variant">Its code.</param>
/// <param name="OnHand">Keys that are there now.</param>
/// <param name="MeanDailySales">Units a day over the last 28 days, days without stock left out.</param>
/// <param name="SafetyLine">The mean times 7.</param>
/// <param name="DaysLeft">How long the keys last at that pace; null when none is sold.</param>
/// <param name="BelowSafetyLine">There are no more than the safety line says.</param>
public sealed record Restock(string Variant, long OnHand, double MeanDailySales, double SafetyLine, double? DaysLeft, bool BelowSafetyLine)
{
    /// <summary>Days of the 28 on which no key was there; they are not in the mean.</summary>
    public int DaysOutOfStock { get; init; }

    /// <summary>Keys to buy so that there are two safety lines of them; 0 above the line.</summary>
    public long Suggestion { get; init; }
}

/// <summary>A variant that was not sold for 30 days.</summary>
/// <param name="Variant">Its code.</param>
/// <param name="LastSoldOn">The day of the last sale; null when it never sold.</param>
/// <param name="DaysSinceSale">Days since then; null when it never sold.</param>
/// <param name="OnHand">Keys that are there now.</param>
/// <param name="StockCost">What they had cost.</param>
public sealed record SlowMover(string Variant, DateOnly? LastSoldOn, int? DaysSinceSale, long OnHand, decimal StockCost);

/// <summary>Keys that came in on a day, those left out that were taken out, expired or bad.</summary>
internal readonly record struct Arrival(int Day, long Keys, long UnitCostMinor);

/// <summary>What is known of a variant's stock; days are <see cref="DateOnly.DayNumber"/>.</summary>
/// <param name="Variant">Its code.</param>
/// <param name="OnHand">Keys now.</param>
/// <param name="Today">The day of now.</param>
/// <param name="Arrivals">Batches that came in.</param>
/// <param name="Sold">Units sold by day.</param>
internal sealed record StockHistory(string Variant, long OnHand, int Today, IReadOnlyList<Arrival> Arrivals, IReadOnlyDictionary<int, long> Sold)
{
    /// <summary>Minor units by day.</summary>
    public required IReadOnlyDictionary<int, long> CostSold { get; init; }

    /// <summary>The last day of a sale in all time; null when it never sold.</summary>
    public int? LastSold { get; init; }

    /// <summary>Since when keys lie here; null when none ever did.</summary>
    public int? Since => Arrivals.Count == 0 ? null : Arrivals.Min(arrival => arrival.Day);

    /// <summary>What one key had cost on the mean, minor units.</summary>
    public double MeanUnitCost => Arrivals.Sum(arrival => arrival.Keys) is > 0 and var keys ? Arrivals.Sum(arrival => (double)arrival.Keys * arrival.UnitCostMinor) / keys : 0;

    /// <summary>
    /// Keys at the beginning of each day from the first arrival to today, and whether any were there on it. Reckoned back from what is there
    /// now: what was sold since was there before, what came in since was not.
    /// </summary>
    public IReadOnlyDictionary<int, (long AtEnd, bool HadKeys)> Levels()
    {
        var levels = new Dictionary<int, (long, bool)>();
        if (Since is not { } first)
            return levels;
        var arrived = Arrivals.GroupBy(arrival => arrival.Day).ToDictionary(day => day.Key, day => day.Sum(arrival => arrival.Keys));
        var end = OnHand;
        for (var day = Today; day >= first; day--)
        {
            var (sold, came) = (Sold.GetValueOrDefault(day), arrived.GetValueOrDefault(day));
            var start = Math.Max(0, end + sold - came);
            levels[day] = (end, start > 0 || came > 0 || sold > 0 || end > 0);
            end = start;
        }

        return levels;
    }
}
