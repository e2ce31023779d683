using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Catalog.Goods;

/// <summary>How prices shall move.</summary>
/// <param name="BasisPoints">By a share of the price, hundredths of a percent: -1000 is a tenth less. Rounded half away from zero.</param>
/// <param name="AmountMinor">And by an amount, minor units.</param>
public sealed record PriceChange(int BasisPoints, long AmountMinor)
{
    /// <summary>The variant with its new price and wholesale prices.</summary>
    public VariantDraft ApplyTo(VariantDraft variant) => variant with
    {
        PriceMinor = Of(variant.PriceMinor),
        PriceBreaks = [.. variant.PriceBreaks.Select(b => b with { UnitPriceMinor = Of(b.UnitPriceMinor) })],
    };

    private long Of(long minor) => minor + Money.Cny(minor).Share(BasisPoints).AmountMinor + AmountMinor;
}
