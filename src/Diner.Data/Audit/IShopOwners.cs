using Diner.Kernel;

namespace Diner.Data.Audit;

/// <summary>Tells whose a shop is, so that a merchant finds in the audit trail what was done in a module that knows shops by id only. Catalog answers.</summary>
public interface IShopOwners
{
    /// <summary>The shop's merchant; null when there is no such shop.</summary>
    ValueTask<MerchantId?> FindAsync(ShopId shop, CancellationToken ct);
}
