using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Web.Merchant.Goods;

/// <summary>Which products are to be changed: those that were ticked, or all that a filter finds.</summary>
/// <param name="Ids">The ticked ones; empty with a filter.</param>
/// <param name="All">The filter, or null.</param>
public sealed record BulkChoice(IReadOnlyCollection<ProductId> Ids, GoodsFilter? All)
{
    private const int SearchLengthMax = 60;

    internal static BulkChoice Of(IEnumerable<string?> ids, Func<string, string> field) => field("all").Length > 0
        ? new([], FilterOf(field("in_q"), field("in_category"), field("in_state")))
        : new([.. ids.Take(ChangeGoods.ProductsMax + 1).Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().Select(id => new ProductId(id))], null);

    /// <summary>A filter as it was typed.</summary>
    internal static GoodsFilter FilterOf(string search, string category, string state) => new(
        search.Length <= SearchLengthMax ? search : search[..SearchLengthMax],
        Guid.TryParse(category, out var id) ? new CategoryId(id) : null,
        Enum.TryParse<SaleState>(state, out var known) && Enum.IsDefined(known) ? known : null);

    /// <summary>The fields that say it again in a form or an address.</summary>
    internal IEnumerable<(string Name, string Value)> Fields() => All is { } all
        ? [("all", "yes"), ("in_q", all.Search), ("in_category", all.Category?.Value.ToString() ?? ""), ("in_state", all.State?.ToString() ?? "")]
        : Ids.Select(id => ("id", id.Value.ToString()));
}
