using Diner.Catalog.Covers;
using Diner.Catalog.Goods;
using Diner.Kernel;

namespace Diner.Web.Merchant.Goods;

/// <summary>What the page of one product shows.</summary>
/// <param name="Item">The product as it is stored.</param>
/// <param name="Form">What stands in its form.</param>
/// <param name="Sale">What stands in the form of its sale.</param>
public sealed record ProductView(GoodsItem Item, ProductForm Form, SaleForm Sale)
{
    /// <summary>What was not right in a form, or null.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What was not right with a cover, or null.</summary>
    public CoverOutcome? CoverProblem { get; init; }
}
