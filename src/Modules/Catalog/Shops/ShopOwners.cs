using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Catalog.Shops;

/// <summary>Whose a shop is, for the audit trail.</summary>
internal sealed class ShopOwners(Shops shops) : IShopOwners
{
    public async ValueTask<MerchantId?> FindAsync(ShopId shop, CancellationToken ct) => (await shops.FindAsync(shop, ct))?.Merchant;
}
