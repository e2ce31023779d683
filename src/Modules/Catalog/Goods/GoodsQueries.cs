using Diner.Catalog.Products;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Goods;

/// <summary>Which products a list shows.</summary>
/// <param name="Search">Part of a name, an address or a variant's code; empty for all.</param>
/// <param name="Category">In this category or below it; null for all.</param>
/// <param name="State">In this state; null for all.</param>
/// <param name="After">Made before this one; null from the newest on.</param>
public sealed record GoodsFilter(string Search = "", CategoryId? Category = null, SaleState? State = null, ProductId? After = null);

/// <summary>A product in a list.</summary>
/// <param name="Product">What it is.</param>
/// <param name="Sale">When it is sold.</param>
/// <param name="Variants">Its variants in order, sold or not.</param>
public sealed record GoodsItem(ProductDraft Product, SaleSchedule Sale, IReadOnlyList<VariantDraft> Variants)
{
    /// <summary>The product.</summary>
    public ProductId Id => Product.Id ?? throw new InvariantException("a stored product has an id");
}

/// <summary>A category with its place in the tree.</summary>
/// <param name="Category">What it is.</param>
/// <param name="Depth">0 for a root.</param>
public sealed record CategoryLine(CategoryDraft Category, int Depth)
{
    /// <summary>The category.</summary>
    public CategoryId Id => Category.Id ?? throw new InvariantException("a stored category has an id");
}

/// <summary>Reads goods for those who look after them: nothing is remembered, everything is shown.</summary>
public sealed class GoodsQueries(Database database)
{
    private const string Escape = "\\";

    /// <summary>Products, newest first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<GoodsItem>> ListAsync(ShopId shop, GoodsFilter filter, int limit, CancellationToken ct)
    {
        await using var db = database.Read();
        var products = await (await FilterAsync(db, shop, filter, ct)).OrderByDescending(p => p.Id).Take(limit).ToListAsync(ct);
        return await ItemsAsync(db, products, ct);
    }

    /// <summary>How many products the filter finds.</summary>
    public async Task<int> CountAsync(ShopId shop, GoodsFilter filter, CancellationToken ct)
    {
        await using var db = database.Read();
        return await (await FilterAsync(db, shop, filter with { After = null }, ct)).CountAsync(ct);
    }

    /// <summary>These products of the shop, as many as there are, newest first.</summary>
    public async Task<IReadOnlyList<GoodsItem>> FindAsync(ShopId shop, IReadOnlyCollection<ProductId> ids, CancellationToken ct)
    {
        await using var db = database.Read();
        return await ItemsAsync(db, await db.Set<Product>().Where(p => p.ShopId == shop && ids.Contains(p.Id)).OrderByDescending(p => p.Id).ToListAsync(ct), ct);
    }

    /// <summary>One product of the shop; null when there is none.</summary>
    public async Task<GoodsItem?> FindAsync(ShopId shop, ProductId id, CancellationToken ct) => (await FindAsync(shop, [id], ct)).SingleOrDefault();

    /// <summary>The products of these addresses, as many as there are.</summary>
    public async Task<IReadOnlyDictionary<string, ProductId>> FindIdsAsync(ShopId shop, IReadOnlyCollection<string> slugs, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Product>().Where(p => p.ShopId == shop && slugs.Contains(p.Slug)).ToDictionaryAsync(p => p.Slug, p => p.Id, ct);
    }

    /// <summary>The shop's categories as a tree is read: each before those below it.</summary>
    public async Task<IReadOnlyList<CategoryLine>> CategoriesAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return Lines(await db.Set<Category>().Where(c => c.ShopId == shop).ToListAsync(ct));
    }

    internal static IReadOnlyList<CategoryLine> Lines(List<Category> all)
    {
        var children = all.OrderBy(c => c.Position).ThenBy(c => c.Name, StringComparer.Ordinal).ToLookup(c => c.ParentId);
        return [.. Under(null, 0)];

        IEnumerable<CategoryLine> Under(CategoryId? parent, int depth) =>
            children[parent].SelectMany(c => Under(c.Id, depth + 1).Prepend(new CategoryLine(CategoryDraft.Of(c), depth)));
    }

    internal static async Task<IReadOnlyList<GoodsItem>> ItemsAsync(DinerDb db, List<Product> products, CancellationToken ct)
    {
        var ids = products.Select(p => p.Id).ToList();
        var variants = (await db.Set<Variant>().Where(v => ids.Contains(v.ProductId)).ToListAsync(ct)).OrderBy(v => v.Position).ThenBy(v => v.Code, StringComparer.Ordinal).ToLookup(v => v.ProductId);
        return [.. products.Select(p => new GoodsItem(ProductDraft.Of(p), SaleSchedule.Of(p), [.. variants[p.Id].Select(VariantDraft.Of)]))];
    }

    internal static async Task<IQueryable<Product>> FilterAsync(DinerDb db, ShopId shop, GoodsFilter filter, CancellationToken ct)
    {
        var products = db.Set<Product>().Where(p => p.ShopId == shop);
        if (filter.After is { } after)
            products = products.Where(p => p.Id.CompareTo(after) < 0);
        if (filter.State is { } state)
            products = products.Where(p => p.State == state);
        if (filter.Category is { } category)
        {
            var all = await db.Set<Category>().Where(c => c.ShopId == shop).ToListAsync(ct);
            var below = WithDescendants(all, category);
            products = products.Where(p => below.Contains(p.CategoryId));
        }

        if (filter.Search.Length == 0)
            return products;
        var pattern = $"%{filter.Search.ToLowerInvariant().Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal)}%";
        return products.Where(p =>
            EF.Functions.Like(p.Name.ToLower(), pattern, Escape) || EF.Functions.Like(p.Slug, pattern, Escape)
            || db.Set<Variant>().Any(v => v.ProductId == p.Id && EF.Functions.Like(v.Code.ToLower(), pattern, Escape)));
    }

    private static List<CategoryId?> WithDescendants(List<Category> all, CategoryId root) =>
        [root, .. all.Where(c => c.ParentId == root).SelectMany(c => WithDescendants(all, c.Id))];
}
