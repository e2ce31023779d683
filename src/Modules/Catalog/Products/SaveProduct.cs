using Diner.Catalog.Editing;
using Diner.Catalog.Limits;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>Adds a product, or changes one. Whether it is sold says <see cref="SetSaleState"/>.</summary>
public sealed class SaveProduct(Database database, IdSource ids, CatalogEdits edits, TimeProvider clock)
{
    /// <summary>
    /// Its id; <see cref="ProblemCode.UnknownShop"/>, <see cref="ProblemCode.NotFound"/>, <see cref="ProblemCode.WrongState"/> for a slug
    /// that is taken, <see cref="ProblemCode.LimitReached"/> for one product too many, or <see cref="ProblemCode.InvalidRequest"/> with the field.
    /// </summary>
    public async Task<Result<ProductId>> RunAsync(Actor actor, ProductDraft draft, CancellationToken ct)
    {
        if (draft.Problem() is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (!await CatalogEdits.HasShopAsync(work.Db, draft.ShopId, ct))
            return CatalogEdits.UnknownShop;
        if (draft.CategoryId is { } category && !await work.Db.Set<Category>().AnyAsync(c => c.Id == category && c.ShopId == draft.ShopId, ct))
            return Check.Refuse("category_id", "The category is not in this shop: choose one of its categories.");

        var product = await work.Db.Set<Product>().SingleOrDefaultAsync(p => p.ShopId == draft.ShopId && (draft.Id != null ? p.Id == draft.Id : p.Slug == draft.Slug), ct);
        if (draft.Id is not null && product is null)
            return new Problem(ProblemCode.NotFound, "There is no such product in this shop.", "id");
        if (draft.IsNew && product is not null)
            return ShopUnique.ProductSlug.Taken();
        if (product is null && await LimitRoom.ForProductsAsync(work, draft.ShopId, 1, ct) is { } full)
            return full;

        var before = product is null ? null : ProductDraft.Of(product);
        if (product is null)
            work.Db.Add(product = new Product { Id = ids.Next<ProductId>(), ShopId = draft.ShopId, Slug = draft.Slug, Name = draft.Name, CreatedAt = clock.GetUtcNow() });
        draft.WriteTo(product, clock.GetUtcNow());
        var entry = new AuditEntry("product.saved", draft.Slug)
        {
            Shop = draft.ShopId, SubjectId = product.Id.Value, Before = before, After = ProductDraft.Of(product),
        };
        return await edits.CommitAsync(work, actor, entry, ShopUnique.ProductSlug, ct) is { } taken ? taken : product.Id;
    }
}
