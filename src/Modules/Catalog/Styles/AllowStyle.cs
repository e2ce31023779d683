using Diner.Catalog.Editing;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Styles;

/// <summary>Lets a shop have a style sheet of its own, or no longer. What its merchant saved is kept, and served again when it may be.</summary>
public sealed class AllowStyle(Database database, CatalogChanges changes, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The shop as it is now; again changes nothing. <see cref="ProblemCode.UnknownShop"/> when there is none.</summary>
    public async Task<Result<ShopView>> RunAsync(Actor actor, ShopId shopId, bool isAllowed, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Shop>().SingleOrDefaultAsync(s => s.Id == shopId, ct) is not { } shop)
            return CatalogEdits.UnknownShop;
        if (shop.CssAllowedAt is not null == isAllowed)
            return Shops.Shops.View(shop);
        shop.CssAllowedAt = isAllowed ? clock.GetUtcNow() : null;
        await audit.AddAsync(work, actor, new AuditEntry(isAllowed ? "shop.style_allowed" : "shop.style_forbidden", shop.Slug) { Merchant = shop.MerchantId, Shop = shop.Id, SubjectId = shop.Id.Value }, ct);
        await work.CommitAsync(ct);
        changes.Announce(shopId);
        return Shops.Shops.View(shop);
    }
}
