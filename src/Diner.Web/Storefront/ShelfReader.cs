using Diner.Catalog.Menus;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Web.Storefront;

/// <summary>What is on the shelf: the menu, and how much of each variant is there.</summary>
public sealed class ShelfReader(ShopMenu menus, StockLevels levels)
{
    /// <summary>Both, of one shop.</summary>
    public async Task<(Menu Menu, IReadOnlyDictionary<VariantId, StockLevel> Levels)> ReadAsync(ShopId shop, CancellationToken ct) =>
        (await menus.ReadAsync(shop, ct), await levels.ForShopAsync(shop, ct));
}
