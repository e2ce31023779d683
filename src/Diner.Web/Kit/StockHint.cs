using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Web.Kit;

/// <summary>What a visitor learns of a stock.</summary>
public enum StockLook
{
    /// <summary>Nothing is left just now.</summary>
    SoldOut = 0,

    /// <summary>Not many are left.</summary>
    Few = 1,

    /// <summary>Enough for everybody.</summary>
    Plenty = 2,

    /// <summary>It cannot run out.</summary>
    Always = 3,
}

/// <summary>A stock hint: plenty, few, sold out; the exact number only where the shop says so.</summary>
/// <param name="Look">How it looks.</param>
/// <param name="Exact">How many are free, or null when the shop keeps that to itself or nothing is counted.</param>
public readonly record struct StockHint(StockLook Look, long? Exact)
{
    /// <summary>True when at least one can be bought.</summary>
    public bool CanBuy => Look != StockLook.SoldOut;

    /// <summary>The hint of one variant.</summary>
    public static StockHint Of(VariantCard variant, IReadOnlyDictionary<VariantId, StockLevel> levels, ShopSettings settings)
    {
        if (!variant.Kind.TakesStock())
            return new StockHint(StockLook.Always, null);
        var free = levels.TryGetValue(variant.Id, out var level) ? Math.Max(0, level.Free) : 0;
        var look = free < variant.QuantityMin ? StockLook.SoldOut : free <= settings.FewKeys ? StockLook.Few : StockLook.Plenty;
        return new StockHint(look, settings.ShowsExactStock ? free : null);
    }

    /// <summary>The hint of a product: the best of its variants, their numbers summed.</summary>
    public static StockHint Of(IEnumerable<VariantCard> variants, IReadOnlyDictionary<VariantId, StockLevel> levels, ShopSettings settings)
    {
        var hints = variants.Select(v => Of(v, levels, settings)).ToList();
        return new StockHint(hints.Max(h => h.Look), hints.All(h => h.Exact is not null) ? hints.Sum(h => h.Exact) : null);
    }

    /// <summary>The word of the API: <c>plenty</c>, <c>few</c>, <c>sold_out</c>.</summary>
    public string ToWire() => Look switch
    {
        StockLook.SoldOut => "sold_out",
        StockLook.Few => "few",
        StockLook.Plenty or StockLook.Always => "plenty",
        _ => throw new InvariantException($"unknown stock look {Look}"),
    };
}
