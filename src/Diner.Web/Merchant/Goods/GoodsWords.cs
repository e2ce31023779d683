using Diner.Catalog.Goods;
using Diner.Kernel;
using Diner.Web.Kit;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Merchant.Goods;

/// <summary>Goods in words, for lists and choices.</summary>
internal static class GoodsWords
{
    /// <summary>Categories to choose from, drawn in as deep as they lie.</summary>
    public static IEnumerable<(string Value, string Text)> CategoryOptions(string none, IEnumerable<CategoryLine> categories) =>
        categories.Select(line => (line.Id.Value.ToString(), new string('\u3000', line.Depth) + line.Category.Name)).Prepend(("", none));

    /// <summary>The members of a closed set with their words, which are named after them.</summary>
    public static IEnumerable<(string Value, string Text)> Options<TEnum>(IStringLocalizer texts, string start)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(value => (value.ToString(), texts[start + value].Value));

    /// <summary>The lowest price and the highest.</summary>
    public static string Prices(GoodsItem item, CurrencyCode currency, string none)
    {
        if (item.Variants.Count == 0)
            return none;
        var (low, high) = (item.Variants.Min(v => v.PriceMinor), item.Variants.Max(v => v.PriceMinor));
        return low == high ? Text(low) : $"{Text(low)} – {Text(high)}";

        string Text(long minor) => MoneyText.Of(new Money(minor, currency));
    }
}
