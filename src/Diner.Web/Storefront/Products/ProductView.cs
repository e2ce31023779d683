using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Stock;
using Diner.Web.Kit;

namespace Diner.Web.Storefront.Products;

/// <summary>What a product's page shows.</summary>
public sealed record ProductView(ShopView Shop, ProductPage Product, IReadOnlyDictionary<VariantId, StockLevel> Levels)
{
    /// <summary>The stock hint of a variant.</summary>
    public StockHint HintOf(VariantCard variant) => StockHint.Of(variant, Levels, Shop.Settings);

    /// <summary>The variant chosen at first: the first that can be bought; null when all are sold out.</summary>
    public VariantCard? Chosen => Product.Variants.FirstOrDefault(v => HintOf(v).CanBuy);

    /// <summary>The largest quantity any variant allows: without JavaScript one input serves them all, and the server decides.</summary>
    public int QuantityMax => Product.Variants.Max(v => v.QuantityMax);

    /// <summary>Wholesale prices for the page's script: <c>10:950,50:900</c>.</summary>
    public static string BreaksOf(VariantCard variant) => string.Join(',', variant.PriceBreaks.Select(b => $"{b.Quantity}:{b.UnitPriceMinor}"));
}
