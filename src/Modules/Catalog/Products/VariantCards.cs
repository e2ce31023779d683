using Diner.Kernel;

namespace Diner.Catalog.Products;

internal static class VariantCards
{
    /// <summary>Variants as pages show them, in the order of the menu.</summary>
    public static IReadOnlyList<VariantCard> ToCards(this IEnumerable<Variant> variants, CurrencyCode currency) =>
        [.. variants.OrderBy(v => v.Position).ThenBy(v => v.PriceMinor).ThenBy(v => v.Code, StringComparer.Ordinal).Select(v => VariantCard.Of(v, currency))];
}
