using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Web.Kit;

namespace Diner.Web.Merchant.Keys;

/// <summary>Numbers, ids and states of keys as people read them.</summary>
internal static class KeyWords
{
    private const int ShortIdChars = 12;

    /// <summary>The class of a state's chip.</summary>
    public static string Chip(KeyState state) => state switch
    {
        KeyState.Available => "chip ok",
        KeyState.Bad or KeyState.Expired => "chip bad",
        _ => "chip",
    };

    public static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>The end of an id, where ids of one moment differ.</summary>
    public static string Short(Guid id) => id.ToString("N")[^ShortIdChars..];

    /// <summary>The day in the shop's time zone; a dash for never.</summary>
    public static string Day(DateTimeOffset time, ShopView shop) =>
        time == DateTimeOffset.MaxValue ? "–" : ShopTime.Local(time, shop).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Amount(long minor, ShopView shop) =>
        (minor < 0 ? "−" : "") + MoneyText.Of(new Money(Math.Abs(minor), shop.Currency));
}
