using Diner.Insights.Pairs;
using Diner.Insights.Trade;

namespace Diner.Insights.Peaks;

/// <summary>
/// The peaks of a shop: of its categories, and of variants where the category does not say it already. What comes along with something
/// else that peaks has none of its own.
/// </summary>
internal static class ShopPeaks
{
    /// <summary>So much of a category's trade must show the peak, or it is one of some variants only.</summary>
    private const double SharedMin = 0.6;

    /// <param name="trade">The shop's trade.</param>
    /// <param name="categories">The series of its categories.</param>
    /// <param name="pairs">What brings what, by variant and by category.</param>
    public static IReadOnlyList<Peak> Of(ShopTrade trade, IReadOnlyList<Series> categories, IReadOnlyList<Pair> pairs)
    {
        var variants = Series.OfVariants(trade);
        var categoryOf = trade.Goods.Items.GroupBy(item => item.Code).ToDictionary(group => group.Key, group => group.First().Category);
        var shared = Own(categories, [.. pairs.Where(pair => pair.Of == Pair.OfCategories)])
            .Where(found => Shares(found.Peak, [.. variants.Where(variant => categoryOf[variant.Name] == found.Series.Name)]) >= SharedMin)
            .Select(found => found.Peak with { Category = found.Series.Name }).ToList();
        var single = Own(variants, [.. pairs.Where(pair => pair.Of == Pair.OfVariants)])
            .Where(found => !shared.Exists(peak => peak.Category == categoryOf[found.Series.Name] && Overlap(peak, found.Peak)))
            .Select(found => found.Peak with { Variant = found.Series.Name });
        return [.. shared, .. single];
    }

    /// <summary>The peaks of series, without those that come along with another's.</summary>
    internal static IReadOnlyList<(Series Series, Peak Peak)> Own(IReadOnlyList<Series> all, IReadOnlyList<Pair> pairs)
    {
        var found = FindPeaks.Run(all);
        var peaking = new bool[WeekTable.Cells];
        foreach (var cell in found.SelectMany(one => CellsOf(one.Peak)))
            peaking[cell] = true;
        return [.. found.Where(one => !CarriedPeak.Is(one.Series, one.Peak, [.. CarriersOf(one.Series)], peaking))];

        IEnumerable<Carrier> CarriersOf(Series series) =>
            from pair in pairs
            where pair.Then == series.Name
            from carrier in all
            where carrier.Name == pair.If
            select new Carrier(carrier, pair.Confidence);
    }

    private static bool Overlap(Peak one, Peak other) => one.Weekday == other.Weekday && one.FromHour < other.ToHour && other.FromHour < one.ToHour;

    /// <summary>The hours of the week that a peak has.</summary>
    internal static IEnumerable<int> CellsOf(Peak peak) => Enumerable.Range(peak.FromHour, peak.ToHour - peak.FromHour).Select(hour => WeekTable.Cell(peak.Weekday, hour));

    // Of the trade of a category's variants, as far as there is enough to tell, the share of those that rise at least half as much.
    private static double Shares(Peak peak, IReadOnlyList<Series> variants)
    {
        var cells = CellsOf(peak).ToArray();
        var leftOut = new bool[WeekTable.Cells];
        foreach (var cell in cells)
            leftOut[cell] = true;
        var rises = variants.Select(variant => new WeekTable(variant, leftOut)).Select(table => (Expected: cells.Sum(table.Expected), Count: cells.Sum(cell => table.Counts[cell]))).ToList();
        var all = rises.Sum(rise => rise.Expected);
        return all <= 0 ? 1 : rises.Where(rise => rise.Count >= (1 + ((peak.Lift - 1) / 2)) * rise.Expected).Sum(rise => rise.Expected) / all;
    }
}
