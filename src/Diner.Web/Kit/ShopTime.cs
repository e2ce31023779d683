using System.Globalization;
using Diner.Catalog.Shops;

namespace Diner.Web.Kit;

/// <summary>A time as people of a shop read it, and as machines do.</summary>
internal static class ShopTime
{
    /// <summary>Day and time in the shop's time zone.</summary>
    public static string Moment(DateTimeOffset time, ShopView shop) => Local(time, shop).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Day and time in a time zone, by its IANA name.</summary>
    public static string Moment(DateTimeOffset time, string zone) => TimeZoneInfo.ConvertTime(time, Zone(zone)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The time zone of that IANA name; UTC when this machine knows none.</summary>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The time of day in the shop's time zone.</summary>
    public static string Clock(DateTimeOffset time, ShopView shop) => Local(time, shop).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For a machine: UTC, ISO 8601.</summary>
    public static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>For a cursor: to the microsecond, as it is stored.</summary>
    public static string Exact(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    /// <summary>When the shop's day began, UTC.</summary>
    public static DateTimeOffset Midnight(DateTimeOffset now, ShopView shop)
    {
        var local = Local(now, shop);
        return new DateTimeOffset(local.Date, local.Offset).ToUniversalTime();
    }

    /// <summary>When that day is over in the shop, UTC.</summary>
    public static DateTimeOffset EndOf(DateOnly day, ShopView shop)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(shop.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The time on the shop's own clock.</summary>
    public static DateTimeOffset Local(DateTimeOffset time, ShopView shop) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(shop.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(time, zone) : time;
}
