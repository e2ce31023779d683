using Diner.Catalog.Editing;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>A category as it shall be. Without an id its slug names it: saving the same slug again changes it.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Slug">Its name in addresses, unique in the shop.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">What it lies under, or null for a root.</param>
/// <param name="Position">Its place among its siblings, ascending.</param>
public sealed record CategoryDraft(ShopId ShopId, string Slug, string Name, CategoryId? ParentId = null, int Position = 0)
{
    /// <summary>Which one to change; its slug may change too. Null: the one of that slug, or a new one.</summary>
    public CategoryId? Id { get; init; }

    /// <summary>It shall be a new one: a slug that is taken is <see cref="ProblemCode.WrongState"/>.</summary>
    public bool IsNew { get; init; }

    internal static CategoryDraft Of(Category category) => new(category.ShopId, category.Slug, category.Name, category.ParentId, category.Position) { Id = category.Id };
}

/// <summary>Adds a category, or changes one.</summary>
public sealed class SaveCategory(Database database, IdSource ids, CatalogEdits edits)
{
    /// <summary>
    /// Its id; <see cref="ProblemCode.UnknownShop"/>, <see cref="ProblemCode.NotFound"/>, <see cref="ProblemCode.WrongState"/> for a slug
    /// that is taken, or <see cref="ProblemCode.InvalidRequest"/> with the field.
    /// </summary>
    public async Task<Result<CategoryId>> RunAsync(Actor actor, CategoryDraft draft, CancellationToken ct)
    {
        if ((Check.Slug(draft.Slug) ?? Check.Name(draft.Name)) is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (!await CatalogEdits.LockTreeAsync(work, draft.ShopId, ct))
            return CatalogEdits.UnknownShop;
        var all = await work.Db.Set<Category>().Where(c => c.ShopId == draft.ShopId).ToListAsync(ct);
        var category = all.Find(c => draft.Id is { } id ? c.Id == id : c.Slug == draft.Slug);
        if (draft.Id is not null && category is null)
            return new Problem(ProblemCode.NotFound, "There is no such category in this shop.", "id");
        if (draft.IsNew && category is not null)
            return ShopUnique.CategorySlug.Taken();
        if (CategoryPlaces.Problem(all, category, draft.ParentId) is { } misplaced)
            return misplaced;

        var before = category is null ? null : CategoryDraft.Of(category);
        if (category is null)
            work.Db.Add(category = new Category { Id = ids.Next<CategoryId>(), ShopId = draft.ShopId, Slug = draft.Slug, Name = draft.Name });
        (category.Slug, category.Name, category.ParentId, category.Position) = (draft.Slug, draft.Name.Trim(), draft.ParentId, draft.Position);
        var entry = new AuditEntry("category.saved", draft.Slug)
        {
            Shop = draft.ShopId, SubjectId = category.Id.Value, Before = before, After = CategoryDraft.Of(category),
        };
        return await edits.CommitAsync(work, actor, entry, ShopUnique.CategorySlug, ct) is { } taken ? taken : category.Id;
    }
}
