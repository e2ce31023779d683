using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Catalog.Menus;

/// <summary>What a shop sells right now.</summary>
/// <param name="Categories">The roots of the tree, in order. Only those under which something is on sale.</param>
/// <param name="Products">In the order of the menu: tier, position, name.</param>
public sealed record Menu(IReadOnlyList<MenuCategory> Categories, IReadOnlyList<ProductCard> Products)
{
    /// <summary>From the root to the category of that slug; empty when there is none.</summary>
    public IReadOnlyList<MenuCategory> PathTo(string slug) => PathTo(slug, Categories) ?? [];

    /// <summary>The products of a category and of all below it.</summary>
    public IEnumerable<ProductCard> In(MenuCategory category)
    {
        var ids = category.WithDescendants().Select(c => c.Id).ToHashSet();
        return Products.Where(p => p.CategoryId is { } id && ids.Contains(id));
    }

    /// <summary>The product's category and those above it.</summary>
    public IReadOnlyList<CategoryId> CategoriesOf(ProductCard product) =>
    [
        .. Categories.SelectMany(root => root.WithDescendants())
            .Where(category => category.WithDescendants().Any(below => below.Id == product.CategoryId))
            .Select(category => category.Id),
    ];

    private static List<MenuCategory>? PathTo(string slug, IReadOnlyList<MenuCategory> among)
    {
        foreach (var category in among)
        {
            if (category.Slug == slug)
                return [category];
            if (PathTo(slug, category.Children) is { } below)
                return [category, .. below];
        }

        return null;
    }
}

/// <summary>A category and what is below it.</summary>
public sealed record MenuCategory(CategoryId Id, string Slug, string Name, IReadOnlyList<MenuCategory> Children)
{
    /// <summary>This one and all below it, depth first.</summary>
    public IEnumerable<MenuCategory> WithDescendants() => Children.SelectMany(c => c.WithDescendants()).Prepend(this);
}

/// <summary>A product as a list shows it. It has at least one variant.</summary>
public sealed record ProductCard(
    ProductId Id, string Slug, string Name, string Summary, string CoverUrl, string RegionNote, CategoryId? CategoryId, ProductTier Tier,
    IReadOnlyList<VariantCard> Variants)
{
    /// <summary>The lowest price of one unit without breaks.</summary>
    public Money PriceFrom => Variants.MinBy(v => v.UnitPrice.AmountMinor)!.UnitPrice;
}
