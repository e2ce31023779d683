using Diner.Catalog.Editing;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>All a page says about a product.</summary>
/// <param name="Id">The product.</param>
/// <param name="ShopId">Its shop.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">One line.</param>
/// <param name="CoverUrl">A picture; empty shows the first character of the name.</param>
/// <param name="DescriptionHtml">Sanitised when it was saved: safe to write as markup.</param>
/// <param name="UsageSteps">What to do with the key, step by step.</param>
/// <param name="TutorialUrl">https, or empty.</param>
/// <param name="RegionNote">Where the goods work; empty when everywhere.</param>
/// <param name="IsOnSale">It may be bought now.</param>
/// <param name="Variants">Those switched on, in order.</param>
public sealed record ProductPage(
    ProductId Id, ShopId ShopId, string Slug, string Name, string Summary, string CoverUrl, string DescriptionHtml,
    IReadOnlyList<string> UsageSteps, string TutorialUrl, string RegionNote, bool IsOnSale, IReadOnlyList<VariantCard> Variants);

/// <summary>Reads single products for pages.</summary>
public sealed class ProductPages(Database database, Shops.Shops shops, TimeProvider clock)
{
    /// <summary>The product of that slug if it is on sale now; null otherwise.</summary>
    public async Task<ProductPage?> FindAsync(ShopId shopId, string productSlug, CancellationToken ct)
    {
        if (Check.Slug(productSlug) is not null)
            return null;
        await using var db = database.Read();
        var product = await db.Set<Product>().SingleOrDefaultAsync(p => p.ShopId == shopId && p.Slug == productSlug, ct);
        return product is not null && await PageAsync(db, product, ct) is { IsOnSale: true } page ? page : null;
    }

    /// <summary>The product of that id, on sale or not: a delivery page shows how to use what was bought years ago. Null when there is none.</summary>
    public async Task<ProductPage?> FindByIdAsync(ProductId id, CancellationToken ct)
    {
        await using var db = database.Read();
        var product = await db.Set<Product>().SingleOrDefaultAsync(p => p.Id == id, ct);
        return product is null ? null : await PageAsync(db, product, ct);
    }

    private async Task<ProductPage> PageAsync(DinerDb db, Product product, CancellationToken ct)
    {
        var shop = await shops.FindAsync(product.ShopId, ct) ?? throw new InvariantException($"product {product.Id.Value} has no shop");
        var variants = await db.Set<Variant>().Where(v => v.ProductId == product.Id && v.IsOnSale).ToListAsync(ct);
        var steps = product.UsageSteps.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isOnSale = variants.Count > 0 && (product.SaleWindow with { IsOpen = shop.IsOpen }).Includes(clock.GetUtcNow());
        return new ProductPage(
            product.Id, product.ShopId, product.Slug, product.Name, product.Summary, product.CoverUrl, product.DescriptionHtml,
            steps, product.TutorialUrl, product.RegionNote, isOnSale, variants.ToCards(shop.Currency));
    }
}
