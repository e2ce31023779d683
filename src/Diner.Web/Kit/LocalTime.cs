using System.Globalization;
using Diner.Catalog.Shops;

namespace Diner.Web.Kit;

/// <summary>A moment as an input of type datetime-local holds it, on the shop's clock.</summary>
internal static class LocalTime
{
    private const string Format = "yyyy-MM-ddTHH:mm";

    public static string Of(DateTimeOffset? time, ShopView shop) => time is { } moment ? ShopTime.Local(moment, shop).ToString(Format, CultureInfo.InvariantCulture) : "";

    /// <summary>False for what is no time, or one that the clock skips in spring; empty is null.</summary>
    public static bool TryRead(string text, ShopView shop, out DateTimeOffset? time)
    {
        time = null;
        if (text.Length == 0)
            return true;
        var shown = text.Length > Format.Length ? text[..Format.Length] : text;
        if (!DateTime.TryParseExact(shown, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 2000 or > 2200)
            return false;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(shop.TimeZone);
        if (zone.IsInvalidTime(local))
            return false;
        time = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }
}
