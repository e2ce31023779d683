using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>What staff call a variant.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Code">The name scripts use.</param>
/// <param name="Name">Product and variant, as the shop shows them.</param>
/// <param name="Kind">What kind of goods it is.</param>
/// <param name="ProductId">Its product.</param>
/// <param name="Product">The product's name.</param>
public sealed record VariantName(VariantId Id, string Code, string Name, GoodsKind Kind, ProductId ProductId, string Product);

/// <summary>Names the variants of a shop, on sale or not.</summary>
public sealed class VariantNames(Database database)
{
    /// <summary>A shop with more variants than this is listed by search, not in one select box.</summary>
    public const int ListMax = 2000;

    /// <summary>All of them by name, at most 2,000.</summary>
    public async Task<IReadOnlyList<VariantName>> OfShopAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return await (
            from variant in db.Set<Variant>()
            join product in db.Set<Product>() on variant.ProductId equals product.Id
            where variant.ShopId == shop
            orderby product.Name, product.Id, variant.Position, variant.Name
            select new VariantName(variant.Id, variant.Code, product.Name + " · " + variant.Name, variant.Kind, product.Id, product.Name)).Take(ListMax).ToListAsync(ct);
    }

    /// <summary>One of them; null when the shop has none of that id.</summary>
    public async Task<VariantName?> FindAsync(ShopId shop, VariantId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await (
            from variant in db.Set<Variant>()
            join product in db.Set<Product>() on variant.ProductId equals product.Id
            where variant.ShopId == shop && variant.Id == id
            select new VariantName(variant.Id, variant.Code, product.Name + " · " + variant.Name, variant.Kind, product.Id, product.Name)).SingleOrDefaultAsync(ct);
    }
}
