using System.Globalization;
using Diner.Catalog.Shops;

namespace Diner.Web.Kit;

/// <summary>A time as people of a shop read it, and as machines do.</summary>
internal static class ShopTime
{
    /// <summary>Day and time in the shop's time zone.</summary>
    public static string Moment(DateTimeOffset time, ShopView shop) => Local(time, shop).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The time of day in the shop's time zone.</summary>
    public static string Clock(DateTimeOffset time, ShopView shop) => Local(time, shop).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For a machine: UTC, ISO 8601.</summary>
    public static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>When the shop's day began, UTC.</summary>
    public static DateTimeOffset Midnight(DateTimeOffset now, ShopView shop)
    {
        var local = Local(now, shop);
        return new DateTimeOffset(local.Date, local.Offset).ToUniversalTime();
    }

    /// <summary>The time on the shop's own clock.</summary>
    public static DateTimeOffset Local(DateTimeOffset time, ShopView shop) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(shop.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(time, zone) : time;
}
