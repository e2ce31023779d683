using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Stock;

/// <summary>How full a pool is.</summary>
/// <param name="OnHand">Available keys.</param>
/// <param name="Free">Of these, keys promised to nobody; never below zero.</param>
public sealed record StockLevel(long OnHand, long Free);

/// <summary>Reads pools for stock hints. What may really be sold decides the hold.</summary>
public sealed class StockLevels(Database database)
{
    /// <summary>The levels of these variants; one that is not in it never had keys.</summary>
    public async Task<IReadOnlyDictionary<VariantId, StockLevel>> OfAsync(IReadOnlyCollection<VariantId> variants, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<StockRow>().Where(row => variants.Contains(row.VariantId)).ToListAsync(ct);
        return rows.ToDictionary(row => row.VariantId, row => new StockLevel(row.OnHand, Math.Max(0, row.OnHand - row.Held)));
    }

    /// <summary>The level of every variant of the shop that ever had keys; one that is not in it has none.</summary>
    public async Task<IReadOnlyDictionary<VariantId, StockLevel>> ForShopAsync(ShopId shopId, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Set<StockRow>().Where(row => row.ShopId == shopId).ToListAsync(ct);
        return rows.ToDictionary(row => row.VariantId, row => new StockLevel(row.OnHand, Math.Max(0, row.OnHand - row.Held)));
    }
}
