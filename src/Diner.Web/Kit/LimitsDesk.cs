using Diner.Catalog.Limits;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Web.Kit;

/// <summary>What a merchant may have and what it has; null is no limit.</summary>
/// <param name="Limits">What it may have.</param>
/// <param name="Shops">How many shops it has.</param>
/// <param name="Products">How many products.</param>
/// <param name="Keys">How many unsold keys.</param>
public sealed record LimitsView(MerchantLimits Limits, int Shops, int Products, long Keys)
{
    /// <summary>Each limit by the name of its field and texts.</summary>
    public IReadOnlyList<(string Name, long Used, long? Max)> Lines =>
        [("shops_max", Shops, Limits.ShopsMax), ("products_max", Products, Limits.ProductsMax), ("keys_max", Keys, Limits.KeysMax)];
}

/// <summary>Gathers what a merchant may have and has, from the modules that know a part each.</summary>
internal sealed class LimitsDesk(ReadLimits limits, StockOnHand stock)
{
    public async Task<LimitsView> ReadAsync(MerchantId merchant, CancellationToken ct)
    {
        var used = await limits.RunAsync(merchant, ct);
        return new LimitsView(used.Limits, used.Shops.Count, used.Products, await stock.CountAsync(used.Shops, ct));
    }
}
