using Diner.Catalog.Editing;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>A category as it shall be. Its slug names it: saving the same slug again changes it.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Slug">Its name in addresses, unique in the shop.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">What it lies under, or null for a root.</param>
/// <param name="Position">Its place among its siblings, ascending.</param>
public sealed record CategoryDraft(ShopId ShopId, string Slug, string Name, CategoryId? ParentId = null, int Position = 0);

/// <summary>Adds a category, or changes the one of that slug.</summary>
public sealed class SaveCategory(Database database, IdSource ids, CatalogChanges changes)
{
    private const int DepthMax = 3;

    /// <summary>Its id; <see cref="ProblemCode.UnknownShop"/>, or <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public async Task<Result<CategoryId>> RunAsync(CategoryDraft draft, CancellationToken ct)
    {
        if ((Check.Slug(draft.Slug) ?? Check.Name(draft.Name)) is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (!await work.Db.HasShopAsync(draft.ShopId, ct))
            return CatalogEdits.UnknownShop;
        var all = await work.Db.Set<Category>().Where(c => c.ShopId == draft.ShopId).ToListAsync(ct);
        var category = all.Find(c => c.Slug == draft.Slug);
        if (PlaceProblem(all, category, draft.ParentId) is { } misplaced)
            return misplaced;
        if (category is null)
            work.Db.Add(category = new Category { Id = ids.Next<CategoryId>(), ShopId = draft.ShopId, Slug = draft.Slug, Name = draft.Name });
        (category.Name, category.ParentId, category.Position) = (draft.Name.Trim(), draft.ParentId, draft.Position);
        if (await work.TryCommitAsync("catalog_categories", "slug", ct) is { } taken)
            return taken;
        changes.Announce(draft.ShopId);
        return category.Id;
    }

    // Walking up from the parent meets the category itself when it would lie under its own child.
    private static Problem? PlaceProblem(List<Category> all, Category? category, CategoryId? parentId)
    {
        var depth = 1;
        for (var above = parentId; above is { } id; depth++)
        {
            if (id == category?.Id)
                return Check.Refuse("parent_id", "A category cannot lie under itself: choose another parent.");
            if (all.Find(c => c.Id == id) is not { } parent)
                return Check.Refuse("parent_id", "The parent category is not in this shop: choose one of its categories.");
            above = parent.ParentId;
        }

        var below = category is null ? 0 : HeightBelow(all, category.Id);
        return depth + below > DepthMax ? Check.Refuse("parent_id", $"Categories nest at most {DepthMax} deep: choose a parent further up.") : null;
    }

    private static int HeightBelow(List<Category> all, CategoryId id) =>
        all.Where(c => c.ParentId == id).Select(c => 1 + HeightBelow(all, c.Id)).DefaultIfEmpty(0).Max();
}
