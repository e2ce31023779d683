namespace Diner.Ledger.Payouts;

/// <summary>Days as a shop's own clock has them.</summary>
public static class LocalDays
{
    /// <summary>The time zone of that IANA name; UTC when this machine knows none.</summary>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The day it is there.</summary>
    public static DateOnly Of(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>When that day begins there, UTC.</summary>
    public static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone) => At(day, TimeOnly.MinValue, zone);

    internal static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
