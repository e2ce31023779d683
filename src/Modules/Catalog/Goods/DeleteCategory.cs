using Diner.Catalog.Editing;
using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Goods;

/// <summary>A category that shall be gone.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Id">The category.</param>
public sealed record CategoryRemoval(ShopId ShopId, CategoryId Id)
{
    /// <summary>Its products may be moved; without it, only an empty category goes.</summary>
    public bool MovesProducts { get; init; }

    /// <summary>Where they are moved; null for no category.</summary>
    public CategoryId? MoveTo { get; init; }
}

/// <summary>Deletes a category that has none below it, and moves its products first.</summary>
public sealed class DeleteCategory(Database database, CatalogEdits edits)
{
    /// <summary>
    /// Null when it is gone. <see cref="ProblemCode.NotFound"/>, or <see cref="ProblemCode.InvalidRequest"/> with the field: categories below it,
    /// products that were not to be moved, a new place that is not in the shop.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, CategoryRemoval removal, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await CatalogEdits.LockTreeAsync(work, removal.ShopId, ct);
        var all = await work.Db.Set<Category>().Where(c => c.ShopId == removal.ShopId).ToListAsync(ct);
        if (all.Find(c => c.Id == removal.Id) is not { } category)
            return new Problem(ProblemCode.NotFound, "There is no such category in this shop.", "id");
        if (all.Exists(c => c.ParentId == category.Id))
            return Check.Refuse("below", "Other categories lie below it: move them first.");
        if (removal.MoveTo is { } target && (target == category.Id || !all.Exists(c => c.Id == target)))
            return Check.Refuse("category_id", "The category is not in this shop: choose one of its categories.");

        var products = work.Db.Set<Product>().Where(p => p.ShopId == removal.ShopId && p.CategoryId == category.Id);
        if (!removal.MovesProducts && await products.AnyAsync(ct))
            return Check.Refuse("move_to", "It has products: say where they shall go.");
        var moved = await products.ExecuteUpdateAsync(set => set.SetProperty(p => p.CategoryId, removal.MoveTo), ct);
        work.Db.Remove(category);
        var entry = new AuditEntry("category.deleted", category.Slug)
        {
            Shop = removal.ShopId, SubjectId = category.Id.Value, Before = CategoryDraft.Of(category), After = new Gone(moved, all.Find(c => c.Id == removal.MoveTo)?.Slug),
        };
        return await edits.CommitAsync(work, actor, entry, unique: null, ct);
    }

    private sealed record Gone(int ProductsMoved, string? MovedTo);
}
