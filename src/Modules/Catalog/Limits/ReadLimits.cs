using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Limits;

/// <summary>A merchant's limits, and how much of them it uses.</summary>
/// <param name="Limits">What it may have.</param>
/// <param name="Shops">Its shops: whoever counts its keys counts them there.</param>
/// <param name="Products">How many products it has.</param>
public sealed record LimitsUsed(MerchantLimits Limits, IReadOnlyList<ShopId> Shops, int Products);

/// <summary>Reads what a merchant may have and what it has.</summary>
public sealed class ReadLimits(Database database)
{
    /// <summary>Both; a merchant that nobody limited has <see cref="MerchantLimits.None"/>.</summary>
    public async Task<LimitsUsed> RunAsync(MerchantId merchant, CancellationToken ct)
    {
        await using var db = database.Read();
        var limits = await db.Set<MerchantLimitsRow>().SingleOrDefaultAsync(l => l.MerchantId == merchant, ct);
        var shops = await db.Set<Shop>().Where(s => s.MerchantId == merchant).Select(s => s.Id).ToListAsync(ct);
        return new LimitsUsed(limits?.View ?? MerchantLimits.None, shops, await LimitRoom.CountProductsAsync(db, merchant, ct));
    }
}
