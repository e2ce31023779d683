using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Stock;

/// <summary>Asks which pools have keys, and how many.</summary>
public sealed class StockOnHand(Database database)
{
    /// <summary>How many unsold keys lie in those shops together.</summary>
    public async Task<long> CountAsync(IReadOnlyList<ShopId> shops, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<StockRow>().Where(s => shops.Contains(s.ShopId)).SumAsync(s => s.OnHand, ct);
    }

    /// <summary>Those of the given variants that have available keys.</summary>
    public async Task<IReadOnlyList<VariantId>> WhichHaveKeysAsync(IReadOnlyList<VariantId> variants, CancellationToken ct)
    {
        if (variants.Count == 0)
            return [];
        await using var db = database.Read();
        return await db.Set<StockRow>().Where(s => variants.Contains(s.VariantId) && s.OnHand > 0).Select(s => s.VariantId).ToListAsync(ct);
    }
}
