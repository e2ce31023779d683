using System.Globalization;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Catalog.Sheets;

/// <summary>Writes goods as rows of a sheet.</summary>
internal static class SheetRows
{
    /// <summary>A row for each variant; a product without variants has one with an empty code.</summary>
    public static IEnumerable<SheetRow> Of(GoodsItem item, CurrencyCode currency, IReadOnlyDictionary<CategoryId, string> categories)
    {
        var product = OfProduct(item.Product, item.Sale.State, categories);
        return item.Variants.Count == 0
            ? [new SheetRow(0, product)]
            : item.Variants.Select(variant => new SheetRow(0, new Dictionary<string, string>([.. product, .. OfVariant(variant, currency)])));
    }

    internal static Dictionary<string, string> OfProduct(ProductDraft product, SaleState state, IReadOnlyDictionary<CategoryId, string> categories) => new()
    {
        [SheetColumns.Product] = product.Slug,
        [SheetColumns.Name] = product.Name,
        [SheetColumns.Category] = product.CategoryId is { } id ? categories.GetValueOrDefault(id, "") : "",
        [SheetColumns.Summary] = product.Summary,
        [SheetColumns.Description] = product.DescriptionMarkdown.ReplaceLineEndings("\n").Trim(),
        [SheetColumns.Steps] = string.Join('\n', product.UsageSteps),
        [SheetColumns.Tutorial] = product.TutorialUrl,
        [SheetColumns.Region] = product.RegionNote,
        [SheetColumns.Tier] = SheetWords<ProductTier>.Of(product.Tier),
        [SheetColumns.Position] = Number(product.Position),
        [SheetColumns.State] = SheetWords<SaleState>.Of(state),
    };

    internal static Dictionary<string, string> OfVariant(VariantDraft variant, CurrencyCode currency) => new()
    {
        [SheetColumns.Code] = variant.Code,
        [SheetColumns.Variant] = variant.Name,
        [SheetColumns.Kind] = SheetWords<GoodsKind>.Of(variant.Kind),
        [SheetColumns.Price] = new Money(variant.PriceMinor, currency).ToMajorString(),
        [SheetColumns.Breaks] = PriceBreakText.Write(variant.PriceBreaks, currency),
        [SheetColumns.Min] = Number(variant.QuantityMin),
        [SheetColumns.Max] = Number(variant.QuantityMax),
        [SheetColumns.Limit] = Number(variant.BuyerLimit),
        [SheetColumns.LimitHours] = Number(variant.BuyerLimitWindowHours),
        [SheetColumns.OnSale] = variant.IsOnSale ? "yes" : "no",
        [SheetColumns.VariantPosition] = Number(variant.Position),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Members of a closed set as a sheet writes them: <c>one_time</c>.</summary>
internal static class SheetWords<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> ByWord = Enum.GetValues<TEnum>().ToDictionary(Of);

    public static string Of(TEnum value) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static bool TryRead(string word, out TEnum value) => ByWord.TryGetValue(word.ToLowerInvariant(), out value);

    public static string All => string.Join(", ", ByWord.Keys);
}

/// <summary>Wholesale prices as people write them: <c>10:9.50; 50:9.00</c>.</summary>
public static class PriceBreakText
{
    /// <summary>The text.</summary>
    public static string Write(IReadOnlyList<PriceBreak> breaks, CurrencyCode currency) =>
        string.Join("; ", breaks.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Quantity}:{new Money(b.UnitPriceMinor, currency).ToMajorString()}")));

    /// <summary>The prices; null when the text is none.</summary>
    public static IReadOnlyList<PriceBreak>? Read(string text, CurrencyCode currency)
    {
        var breaks = new List<PriceBreak>();
        foreach (var part in text.Split([';', '；', ',', '，', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var pair = part.Split([':', '：'], 2, StringSplitOptions.TrimEntries);
            if (pair.Length != 2 || !int.TryParse(pair[0], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) || !Money.TryParseMajor(pair[1], currency, out var price))
                return null;
            breaks.Add(new PriceBreak(quantity, price.AmountMinor));
        }

        return breaks;
    }
}
