namespace Diner.Insights.Trade;

/// <summary>What one variant sold in one hour of the shop's clock.</summary>
/// <param name="Item">The variant's place in the list of goods.</param>
/// <param name="Day">The day's <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Hour">0 to 23.</param>
internal readonly record struct HourRow(int Item, int Day, int Hour)
{
    /// <summary>Orders that have the variant.</summary>
    public long Orders { get; init; }

    /// <summary>Of these, orders whose first line it is.</summary>
    public long Leads { get; init; }

    public long Quantity { get; init; }

    public long RevenueMinor { get; init; }

    public long CostMinor { get; init; }

    /// <summary>0 is Monday.</summary>
    public int Weekday => WeekdayOf(Day);

    // Day 0 is 1 January 0001, a Monday.
    public static int WeekdayOf(int day) => day % 7;
}
