using System.Text.Json.Nodes;
using Diner.Kernel;

namespace Diner.Payments.PayPal;

/// <summary>Amounts as PayPal writes them. It counts forint, yen and new Taiwan dollars without decimals, whatever ISO 4217 says of them.</summary>
internal static class PayPalMoney
{
    private static readonly string[] WithoutDecimals = ["HUF", "JPY", "TWD"];

    /// <summary>What PayPal takes, of what Diner trades in. The yuan only from accounts in China.</summary>
    public static bool Takes(CurrencyCode currency) => currency.Code != "KRW";

    /// <summary>The amount as text; null when PayPal cannot say it: a fraction of a currency that has none there.</summary>
    public static string? Text(Money amount)
    {
        if (!WithoutDecimals.Contains(amount.Currency.Code))
            return amount.ToMajorString();
        return amount.Major == decimal.Truncate(amount.Major) ? decimal.Truncate(amount.Major).ToString("0", System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The amount as JSON; null when PayPal cannot say it.</summary>
    public static JsonObject? Json(Money amount) => Text(amount) is { } value ? new JsonObject { ["currency_code"] = amount.Currency.Code, ["value"] = value } : null;
}
