using Diner.Catalog.Goods;
using Diner.Kernel;

namespace Diner.Web.Merchant.Goods;

/// <summary>A step a category can take by key.</summary>
public enum CategoryStep
{
    /// <summary>Before its upper neighbour.</summary>
    Up,

    /// <summary>After its lower neighbour.</summary>
    Down,

    /// <summary>Under its upper neighbour, as the last there.</summary>
    In,

    /// <summary>Beside its parent, after it.</summary>
    Out,
}

/// <summary>Where a step leads in the tree as it is read. Pure.</summary>
internal static class CategoryPlace
{
    private const int DepthMax = 3;

    /// <summary>The move; null when there is nowhere to go.</summary>
    public static CategoryMove? Of(IReadOnlyList<CategoryLine> lines, CategoryLine line, CategoryStep step)
    {
        var siblings = Under(lines, line.Category.ParentId);
        var index = siblings.FindIndex(sibling => sibling.Id == line.Id);
        return step switch
        {
            CategoryStep.Up => index > 0 ? To(line, line.Category.ParentId, index - 1) : null,
            CategoryStep.Down => index < siblings.Count - 1 ? To(line, line.Category.ParentId, index + 1) : null,
            CategoryStep.In => index > 0 && line.Depth + Height(lines, line) < DepthMax ? To(line, siblings[index - 1].Id, int.MaxValue) : null,
            CategoryStep.Out => Parent(lines, line) is { } parent ? To(line, parent.Category.ParentId, Under(lines, parent.Category.ParentId).FindIndex(p => p.Id == parent.Id) + 1) : null,
            _ => throw new InvariantException($"unknown step {step}"),
        };
    }

    /// <summary>The move of a drop before another category.</summary>
    public static CategoryMove Before(IReadOnlyList<CategoryLine> lines, CategoryLine dragged, CategoryLine target) =>
        To(dragged, target.Category.ParentId, Under(lines, target.Category.ParentId).Where(sibling => sibling.Id != dragged.Id).ToList().FindIndex(sibling => sibling.Id == target.Id));

    /// <summary>The move of a drop into another category.</summary>
    public static CategoryMove Into(CategoryLine dragged, CategoryLine target) => To(dragged, target.Id, int.MaxValue);

    private static CategoryMove To(CategoryLine line, CategoryId? parent, int index) => new(line.Category.ShopId, line.Id, parent, index);

    private static List<CategoryLine> Under(IReadOnlyList<CategoryLine> lines, CategoryId? parent) => [.. lines.Where(line => line.Category.ParentId == parent)];

    private static CategoryLine? Parent(IReadOnlyList<CategoryLine> lines, CategoryLine line) => lines.FirstOrDefault(other => other.Id == line.Category.ParentId);

    // Levels from the category down to its deepest descendant, itself included.
    private static int Height(IReadOnlyList<CategoryLine> lines, CategoryLine line) => 1 + Under(lines, line.Id).Select(child => Height(lines, child)).DefaultIfEmpty(0).Max();
}
