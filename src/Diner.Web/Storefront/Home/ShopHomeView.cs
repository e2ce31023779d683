using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Stock;
using Diner.Web.Kit;

namespace Diner.Web.Storefront.Home;

/// <summary>What a shop's home page shows.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Menu">All it sells.</param>
/// <param name="Path">From the root category to the chosen one; empty for all.</param>
/// <param name="Search">What was searched for, or empty.</param>
/// <param name="Levels">Stock per variant.</param>
public sealed record ShopHomeView(
    ShopView Shop, Menu Menu, IReadOnlyList<MenuCategory> Path, string Search, IReadOnlyDictionary<VariantId, StockLevel> Levels)
{
    /// <summary>The products to show, grouped by their part in the menu; what cannot be bought comes last in its group.</summary>
    public IReadOnlyList<IGrouping<ProductTier, ProductCard>> Groups { get; } =
        [.. (Path.Count == 0 ? Menu.Products : Menu.In(Path[^1]))
            .Where(p => Matches(p, Search))
            .OrderBy(p => StockHint.Of(p.Variants, Levels, Shop.Settings).CanBuy ? 0 : 1)
            .GroupBy(p => p.Tier)
            .OrderBy(group => group.Key)];

    /// <summary>The stock hint of a product.</summary>
    public StockHint HintOf(ProductCard product) => StockHint.Of(product.Variants, Levels, Shop.Settings);

    // Every word must occur somewhere in what a visitor can see of the product.
    internal static bool Matches(ProductCard product, string search) =>
        search.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            Has(product.Name, word) || Has(product.Summary, word) || Has(product.RegionNote, word)
            || product.Variants.Any(v => Has(v.Name, word) || Has(v.Code, word)));

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
