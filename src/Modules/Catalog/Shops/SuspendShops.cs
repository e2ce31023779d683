using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Shops;

/// <summary>Closes every shop of a merchant by the operator's word, or gives them back to the merchant's own. Paid orders are delivered all the same.</summary>
public sealed class SuspendShops(Database database, CatalogChanges changes, AuditTrail audit)
{
    /// <summary>The shops that changed; again changes nothing.</summary>
    public async Task<int> RunAsync(Actor actor, MerchantId merchant, bool isSuspended, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var shops = await work.Db.Set<Shop>().Where(s => s.MerchantId == merchant && s.IsSuspended != isSuspended).ToListAsync(ct);
        foreach (var shop in shops)
        {
            shop.IsSuspended = isSuspended;
            await audit.AddAsync(work, actor, new AuditEntry(isSuspended ? "shop.suspended" : "shop.resumed", shop.Slug) { Merchant = merchant, Shop = shop.Id, SubjectId = shop.Id.Value }, ct);
        }

        await work.CommitAsync(ct);
        foreach (var shop in shops)
            changes.Announce(shop.Id);
        return shops.Count;
    }
}
