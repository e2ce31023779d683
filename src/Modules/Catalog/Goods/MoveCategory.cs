using Diner.Catalog.Editing;
using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Goods;

/// <summary>Where a category shall stand.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Id">The category.</param>
/// <param name="ParentId">What it shall lie under; null for a root.</param>
/// <param name="Index">Its place among its new siblings, from 0; beyond the last is the end.</param>
public sealed record CategoryMove(ShopId ShopId, CategoryId Id, CategoryId? ParentId, int Index);

/// <summary>Moves a category, with all below it, and numbers its new siblings anew.</summary>
public sealed class MoveCategory(Database database, CatalogEdits edits)
{
    /// <summary>Null when it stands there; <see cref="ProblemCode.NotFound"/>, or <see cref="ProblemCode.InvalidRequest"/> for a place it cannot have.</summary>
    public async Task<Problem?> RunAsync(Actor actor, CategoryMove move, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await CatalogEdits.LockTreeAsync(work, move.ShopId, ct);
        var all = await work.Db.Set<Category>().Where(c => c.ShopId == move.ShopId).ToListAsync(ct);
        if (all.Find(c => c.Id == move.Id) is not { } category)
            return new Problem(ProblemCode.NotFound, "There is no such category in this shop.", "id");
        if (CategoryPlaces.Problem(all, category, move.ParentId) is { } misplaced)
            return misplaced;

        var before = new Place(category.ParentId, category.Position);
        var siblings = all.Where(c => c.ParentId == move.ParentId && c.Id != category.Id).OrderBy(c => c.Position).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        siblings.Insert(Math.Clamp(move.Index, 0, siblings.Count), category);
        category.ParentId = move.ParentId;
        foreach (var (index, sibling) in siblings.Index())
            sibling.Position = index;
        var entry = new AuditEntry("category.moved", category.Slug)
        {
            Shop = move.ShopId, SubjectId = category.Id.Value, Before = before, After = new Place(category.ParentId, category.Position),
        };
        return await edits.CommitAsync(work, actor, entry, unique: null, ct);
    }

    private sealed record Place(CategoryId? ParentId, int Position);
}
