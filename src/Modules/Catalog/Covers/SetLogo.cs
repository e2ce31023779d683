using System.Text.Json;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Covers;

/// <summary>Takes an uploaded picture as a shop's logo, or takes the logo away. What is stored and served is what we drew ourselves, never what was sent.</summary>
public sealed class SetLogo(Database database, CoverPress press, CatalogChanges changes, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What became of it; anything but <see cref="CoverOutcome.Set"/> changed nothing.</summary>
    public async Task<CoverOutcome> RunAsync(Actor actor, ShopId shop, Stream upload, CancellationToken ct)
    {
        if (await PictureUpload.ReadAsync(upload, ct) is not { } file)
            return CoverOutcome.TooLarge;
        var (logo, problem) = await press.PressLogoAsync(file, ct);
        return logo is null ? problem : await SaveAsync(actor, shop, logo, ct);
    }

    /// <summary>The lamp again. <see cref="CoverOutcome.Gone"/> without such a shop.</summary>
    public Task<CoverOutcome> RemoveAsync(Actor actor, ShopId shop, CancellationToken ct) => SaveAsync(actor, shop, null, ct);

    private async Task<CoverOutcome> SaveAsync(Actor actor, ShopId shopId, PressedCover? logo, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Shop>().SingleOrDefaultAsync(s => s.Id == shopId, ct) is not { } shop)
            return CoverOutcome.Gone;
        var before = Shops.Shops.View(shop).Settings;
        var after = logo is null
            ? before with { LogoUrl = "", LogoWidth = ShopSettings.LogoHeight }
            : before with { LogoUrl = await PictureUpload.StoreAsync(work, shopId, logo, clock.GetUtcNow(), ct), LogoWidth = logo.WidthAt(ShopSettings.LogoHeight) };
        shop.Settings = JsonSerializer.Serialize(after);
        await audit.AddAsync(
            work, actor,
            new AuditEntry(logo is null ? "shop.logo_removed" : "shop.logo_set", shop.Slug) { Merchant = shop.MerchantId, Shop = shop.Id, SubjectId = shop.Id.Value, Before = new LogoFacts(before.LogoUrl), After = new LogoFacts(after.LogoUrl) },
            ct);
        await work.CommitAsync(ct);
        changes.Announce(shopId);
        return CoverOutcome.Set;
    }

    private sealed record LogoFacts(string LogoUrl);
}
