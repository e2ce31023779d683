using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Web.Merchant.Goods;
using Xunit;

namespace Diner.UnitTests.Web;

public sealed class CategoryPlaceRules
{
    // a, b (c, d (e)), f
    private static readonly IReadOnlyList<CategoryLine> Tree = [Line("a", null, 0), Line("b", null, 0), Line("c", "b", 1), Line("d", "b", 1), Line("e", "d", 2), Line("f", null, 0)];

    [Theory]
    [InlineData("b", CategoryStep.Up, null, 0)]
    [InlineData("b", CategoryStep.Down, null, 2)]
    [InlineData("c", CategoryStep.Down, "b", 1)]
    [InlineData("d", CategoryStep.Out, null, 2)]
    [InlineData("e", CategoryStep.Out, "b", 2)]
    [InlineData("f", CategoryStep.In, "b", int.MaxValue)]
    public void A_step_leads_to_its_place(string name, CategoryStep step, string? parent, int index) =>
        Assert.Equal(new CategoryMove(default, Id(name), parent is null ? null : Id(parent), index), CategoryPlace.Of(Tree, Find(name), step));

    [Theory]
    [InlineData("a", CategoryStep.Up)]
    [InlineData("f", CategoryStep.Down)]
    [InlineData("a", CategoryStep.In)]
    [InlineData("a", CategoryStep.Out)]
    [InlineData("d", CategoryStep.In)]
    [InlineData("e", CategoryStep.In)]
    public void There_is_nowhere_to_go_at_an_edge_or_too_deep(string name, CategoryStep step)
    {
        IReadOnlyList<CategoryLine> tree = name == "d" ? [Line("x", null, 0), Line("y", "x", 1), Line("d", "x", 1), Line("e", "d", 2)] : Tree;
        Assert.Null(CategoryPlace.Of(tree, tree.First(line => line.Id == Id(name)), step));
    }

    [Fact]
    public void A_drop_before_another_counts_without_the_dragged_one() =>
        Assert.Equal(new CategoryMove(default, Id("a"), null, 1), CategoryPlace.Before(Tree, Find("a"), Find("f")));

    private static CategoryLine Find(string name) => Tree.First(line => line.Id == Id(name));

    private static CategoryLine Line(string name, string? parent, int depth) =>
        new(new CategoryDraft(default, name, name, parent is null ? null : Id(parent)) { Id = Id(name) }, depth);

    private static CategoryId Id(string name) => new(new Guid(name[0], 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
}
