using Diner.Catalog.Editing;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>Adds a product, or changes the one of that slug. Whether it is sold says <see cref="SetSaleState"/>.</summary>
public sealed class SaveProduct(Database database, IdSource ids, CatalogChanges changes, TimeProvider clock)
{
    /// <summary>Its id; <see cref="ProblemCode.UnknownShop"/>, or <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public async Task<Result<ProductId>> RunAsync(ProductDraft draft, CancellationToken ct)
    {
        if (draft.Problem() is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (!await work.Db.HasShopAsync(draft.ShopId, ct))
            return CatalogEdits.UnknownShop;
        if (draft.CategoryId is { } category && !await work.Db.Set<Category>().AnyAsync(c => c.Id == category && c.ShopId == draft.ShopId, ct))
            return Check.Refuse("category_id", "The category is not in this shop: choose one of its categories.");

        var product = await work.Db.Set<Product>().SingleOrDefaultAsync(p => p.ShopId == draft.ShopId && p.Slug == draft.Slug, ct);
        if (product is null)
            work.Db.Add(product = NewProduct(draft));
        Write(product, draft);
        if (await work.TryCommitAsync("catalog_products", "slug", ct) is { } taken)
            return taken;
        changes.Announce(draft.ShopId);
        return product.Id;
    }

    private Product NewProduct(ProductDraft draft) =>
        new() { Id = ids.Next<ProductId>(), ShopId = draft.ShopId, Slug = draft.Slug, Name = draft.Name, CreatedAt = clock.GetUtcNow() };

    private void Write(Product product, ProductDraft draft)
    {
        product.CategoryId = draft.CategoryId;
        product.Name = draft.Name.Trim();
        product.Summary = draft.Summary.Trim();
        product.DescriptionMarkdown = draft.DescriptionMarkdown;
        product.DescriptionHtml = ProductMarkup.ToHtml(draft.DescriptionMarkdown);
        product.CoverUrl = draft.CoverUrl;
        product.UsageSteps = string.Join('\n', draft.UsageSteps.Select(step => step.ReplaceLineEndings(" ").Trim()));
        product.TutorialUrl = draft.TutorialUrl;
        product.RegionNote = draft.RegionNote.Trim();
        product.Tier = draft.Tier;
        product.Position = draft.Position;
        product.UpdatedAt = clock.GetUtcNow();
    }
}
