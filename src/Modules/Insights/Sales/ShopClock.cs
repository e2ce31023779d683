namespace Diner.Insights.Sales;

/// <summary>The clock on the shop's wall.</summary>
internal sealed class ShopClock(TimeZoneInfo zone)
{
    /// <summary>By its IANA name; UTC when this machine does not know it.</summary>
    public static ShopClock Of(string zone) => new(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);

    /// <summary>What the clock shows.</summary>
    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    /// <summary>When the hour began that the clock shows, UTC.</summary>
    public DateTimeOffset HourOf(DateTimeOffset at)
    {
        var offset = zone.GetUtcOffset(at).Ticks;
        var local = at.UtcTicks + offset;
        return new DateTimeOffset(local - (local % TimeSpan.TicksPerHour) - offset, TimeSpan.Zero);
    }

    /// <summary>The day the clock is in.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    /// <summary>The month the clock is in: year x 12 + month - 1.</summary>
    public int MonthOf(DateTimeOffset at) => MonthOf(DayOf(at));

    /// <summary>The month of a day.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>Midnight of that day as the clock shows it; where it skips midnight, the first moment of the day.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
