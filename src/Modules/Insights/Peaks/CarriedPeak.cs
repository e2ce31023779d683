using Diner.Insights.Trade;

namespace Diner.Insights.Peaks;

/// <summary>Something that is bought after the goods in question are looked at: how often it brings them.</summary>
/// <param name="Series">What brings them.</param>
/// <param name="Confidence">Of its purchases, the share that brings them.</param>
internal sealed record Carrier(Series Series, double Confidence);

/// <summary>
/// Tells a peak of one's own from one that comes along: who sells three times as many game cards on a Friday evening sells more
/// accelerators too, because every third card brings one.
/// </summary>
internal static class CarriedPeak
{
    /// <summary>What rises no further above what comes along has no peak of its own.</summary>
    private const double OwnLiftMin = 1.25;

    /// <summary>True when the orders that carriers bring in these hours, or brought an hour before, account for the peak.</summary>
    /// <param name="series">What peaks.</param>
    /// <param name="peak">When.</param>
    /// <param name="carriers">What may bring it.</param>
    /// <param name="leftOut">Hours in which anything peaks: no expectation is made of them.</param>
    public static bool Is(Series series, Peak peak, IReadOnlyList<Carrier> carriers, bool[] leftOut)
    {
        var table = new WeekTable(series, leftOut);
        var cells = ShopPeaks.CellsOf(peak).ToList();
        var (count, expected) = (cells.Sum(cell => table.Counts[cell]), cells.Sum(table.Expected));
        var brought = carriers.Select(carrier => (Table: new WeekTable(carrier.Series, leftOut), carrier.Confidence)).Sum(carrier => cells.Sum(cell => carrier.Confidence * Excess(carrier.Table, cell)));
        return brought > 0 && count < OwnLiftMin * (expected + brought);
    }

    // What is bought late in an hour brings something in the next.
    private static double Excess(WeekTable carrier, int cell) => Math.Max(0, Math.Max(Above(carrier, cell), Above(carrier, (cell + WeekTable.Cells - 1) % WeekTable.Cells)));

    private static double Above(WeekTable carrier, int cell) => carrier.Counts[cell] - carrier.Expected(cell);
}
