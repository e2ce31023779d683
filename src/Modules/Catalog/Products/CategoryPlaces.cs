using Diner.Catalog.Editing;
using Diner.Kernel;

namespace Diner.Catalog.Products;

/// <summary>Where a category may lie.</summary>
internal static class CategoryPlaces
{
    public const int DepthMax = 3;

    /// <summary>Null when the category, or a new one, may lie under that parent. Walking up from the parent meets the category itself when it would lie under its own child.</summary>
    public static Problem? Problem(List<Category> all, Category? category, CategoryId? parentId)
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
