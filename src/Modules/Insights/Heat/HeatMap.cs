using Diner.Insights.Trade;

namespace Diner.Insights.Heat;

/// <summary>When a shop sells.</summary>
internal static class HeatMap
{
    /// <summary>Orders by weekday, Monday first, and by hour of the shop's clock: 7 rows of 24.</summary>
    public static long[][] Orders(IEnumerable<HourRow> rows)
    {
        var map = Enumerable.Range(0, 7).Select(_ => new long[24]).ToArray();
        foreach (var row in rows)
            map[row.Weekday][row.Hour] += row.Leads;
        return map;
    }
}
