using System.Globalization;
using Diner.Kernel;

namespace Diner.Web.Kit;

/// <summary>Money as people read it.</summary>
public static class MoneyText
{
    /// <summary>The sign and the amount, without decimals when they are zero: ¥98, ¥19.90.</summary>
    public static string Of(Money money)
    {
        var major = money.Major;
        var digits = major == decimal.Truncate(major) ? "#,0" : "#,0.00";
        return Sign(money.Currency) + major.ToString(digits, CultureInfo.InvariantCulture);
    }

    private static string Sign(CurrencyCode currency) => currency.Code switch
    {
        "CNY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "HKD" => "HK$",
        "TWD" => "NT$",
        "SGD" => "S$",
        "JPY" => "JP¥",
        "KRW" => "₩",
        _ => currency.Code + " ",
    };
}
