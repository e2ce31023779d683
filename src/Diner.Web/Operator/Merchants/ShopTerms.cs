using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Kernel;

namespace Diner.Web.Operator.Merchants;

/// <summary>On what terms a shop sells, as the form holds them.</summary>
/// <param name="Fee">Percent of each sale.</param>
/// <param name="OrderMax">The largest order in the shop's currency; empty is no limit.</param>
public sealed record ShopTerms(string Fee, string OrderMax)
{
    private const decimal PercentMax = 50;

    internal static ShopTerms Of(ShopView shop) => new(Percent(shop.FeeBasisPoints), shop.OrderMax?.ToMajorString() ?? "");

    /// <summary>Hundredths of a percent as percent: 150 is 1.5.</summary>
    internal static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The edit, or a problem with the field that cannot be read.</summary>
    internal Result<ShopTermsEdit> ToEdit(ShopView shop)
    {
        // Percent with two decimals: hundredths of a percent are what is stored.
        if (!decimal.TryParse(Fee, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > PercentMax || decimal.Round(percent, 2) != percent)
            return new Problem(ProblemCode.InvalidRequest, "A fee is 0 to 50 percent, two decimals at most.", "fee");
        var max = new Money(0, shop.Currency);
        if (OrderMax.Length > 0 && !Money.TryParseMajor(OrderMax, shop.Currency, out max))
            return new Problem(ProblemCode.InvalidRequest, "Write an amount such as 5000.", "order_max");
        return new ShopTermsEdit((int)(percent * 100), OrderMax.Length > 0 ? max.AmountMinor : null);
    }
}
