using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Stock;

/// <summary>How much of a variant is there.</summary>
/// <param name="OnHand">Keys in the pool.</param>
/// <param name="Free">Those not promised to anybody.</param>
public sealed record StockLevel(long OnHand, long Free);

/// <summary>Stands in until the Vault's own query is merged; delete this file then.</summary>
public sealed class StockLevels(Database database)
{
    /// <summary>The levels of every variant of the shop that has a pool.</summary>
    public async Task<IReadOnlyDictionary<VariantId, StockLevel>> ForShopAsync(ShopId shopId, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<StockRow>().Where(s => s.ShopId == shopId).ToDictionaryAsync(s => s.VariantId, s => new StockLevel(s.OnHand, s.OnHand - s.Held), ct);
    }
}
