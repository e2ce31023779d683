using Diner.Kernel;

namespace Diner.Catalog.Products;

/// <summary>A variant as pages show it; the price a buyer pays is computed again at checkout.</summary>
public sealed record VariantCard(
    VariantId Id, string Code, string Name, GoodsKind Kind, Money UnitPrice, IReadOnlyList<PriceBreak> PriceBreaks, int QuantityMin, int QuantityMax)
{
    /// <summary>The price of one unit when that many are bought.</summary>
    public Money UnitPriceFor(int quantity) => UnitPrice with { AmountMinor = PriceBreak.UnitPriceMinorFor(UnitPrice.AmountMinor, PriceBreaks, quantity) };

    internal static VariantCard Of(Variant variant, CurrencyCode currency) => new(
        variant.Id, variant.Code, variant.Name, variant.Kind, new Money(variant.PriceMinor, currency), PriceBreak.Read(variant.PriceBreaks),
        variant.QuantityMin, variant.QuantityMax);
}
