using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Web.Merchant.Goods;

/// <summary>What the pages of goods are made from.</summary>
internal sealed class GoodsDesk(GoodsQueries goods, StockLevels levels, SaveProduct save, SetSaleState setSaleState)
{
    public GoodsQueries Goods => goods;

    public SaveProduct Save => save;

    public SetSaleState SetSaleState => setSaleState;

    public Task<IReadOnlyList<CategoryLine>> CategoriesAsync(ShopView shop, CancellationToken ct) => goods.CategoriesAsync(shop.Id, ct);

    /// <summary>How full the pools of these goods are.</summary>
    public Task<IReadOnlyDictionary<VariantId, StockLevel>> LevelsAsync(IEnumerable<GoodsItem> items, CancellationToken ct) =>
        levels.OfAsync([.. items.SelectMany(item => item.Variants).Select(variant => variant.Id!.Value)], ct);
}
