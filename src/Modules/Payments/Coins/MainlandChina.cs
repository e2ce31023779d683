using Diner.Kernel;

namespace Diner.Payments.Coins;

/// <summary>
/// Whether a shop is taken to trade in mainland China, where taking virtual currency from buyers is a legal risk (反电信网络诈骗法 art. 25, and the
/// notices of 2013, 2017 and 2021). A shop knows its currency and its time zone: one of the two is enough, because being asked once too often
/// costs a tick, and not being asked may cost the shop.
/// </summary>
internal static class MainlandChina
{
    private static readonly string[] TimeZones = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "Asia/Kashgar", "PRC", "China Standard Time"];

    public static bool Contains(CurrencyCode currency, string timeZone) => currency == CurrencyCode.Cny || TimeZones.Contains(timeZone, StringComparer.OrdinalIgnoreCase);
}
