using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Data.Storage;
using Diner.Insights.History;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Goods;

/// <summary>A variant as reports name it.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Code">Its code; for one that came with a store's past, what the store called it.</param>
/// <param name="Category">The name of its product's category; empty for none.</param>
/// <param name="Tier">Its product's place in the menu.</param>
internal sealed record Item(VariantId Id, string Code, string Category, ProductTier Tier)
{
    /// <summary>Names and addresses of its category and of those above it.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];
}

/// <summary>What a shop sells and sold.</summary>
internal sealed class ShopGoods
{
    private readonly List<(string Name, VariantId Id)> _names;

    private ShopGoods(IReadOnlyList<Item> items, List<(string Name, VariantId Id)> names, IReadOnlySet<string> categories) => (Items, _names, Categories) = (items, names, categories);

    public IReadOnlyList<Item> Items { get; }

    /// <summary>Names and addresses of every category.</summary>
    public IReadOnlySet<string> Categories { get; }

    /// <summary>Codes and what other systems called them, whatever their case.</summary>
    public Dictionary<string, VariantId> ByName()
    {
        var names = new Dictionary<string, VariantId>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, id) in _names)
            names.TryAdd(name, id);
        return names;
    }

    /// <summary>Reads them.</summary>
    public static async Task<ShopGoods> ReadAsync(Database database, GoodsQueries queries, ShopId shop, CancellationToken ct)
    {
        var goods = await queries.ListAsync(shop, new GoodsFilter(), int.MaxValue, ct);
        var categories = (await queries.CategoriesAsync(shop, ct)).ToDictionary(line => line.Id, line => line.Category);
        await using var db = database.Read();
        var labels = await db.Set<VariantLabel>().Where(l => l.ShopId == shop).ToListAsync(ct);
        var labelOf = labels.GroupBy(l => l.VariantId).ToDictionary(group => group.Key, group => group.First().Label);
        var items = goods
            .SelectMany(item => item.Variants, (item, variant) => (item.Product, variant.Code, Id: variant.Id!.Value))
            .Select(v => new Item(v.Id, labelOf.GetValueOrDefault(v.Id, v.Code), v.Product.CategoryId is { } own ? categories[own].Name : "", v.Product.Tier) { Within = [.. Above(categories, v.Product.CategoryId)] })
            .OrderBy(item => item.Code, StringComparer.Ordinal)
            .ToList();
        var codes = goods.SelectMany(item => item.Variants).Select(variant => (variant.Code, variant.Id!.Value));
        return new ShopGoods(
            items,
            [.. codes, .. labels.Select(l => (l.Label, l.VariantId))],
            categories.Values.SelectMany(c => (string[])[c.Name, c.Slug]).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Above(Dictionary<CategoryId, CategoryDraft> categories, CategoryId? category)
    {
        for (var next = category; next is { } id; next = categories[id].ParentId)
        {
            yield return categories[id].Name;
            yield return categories[id].Slug;
        }
    }
}
