using Diner.Catalog.Shops;
using Diner.Kernel;

namespace Diner.Web.Operator;

/// <summary>Names of the shops that rows of a page are about.</summary>
internal static class ShopNames
{
    /// <summary>A name for each of them; a shop is asked for once, and remembered for a while by the catalog.</summary>
    public static async Task<IReadOnlyDictionary<ShopId, string>> NamesAsync(this Shops shops, IEnumerable<ShopId?> ids, CancellationToken ct)
    {
        var names = new Dictionary<ShopId, string>();
        foreach (var id in ids.OfType<ShopId>().Distinct())
            names[id] = (await shops.FindAsync(id, ct))?.Name ?? "";
        return names;
    }
}
