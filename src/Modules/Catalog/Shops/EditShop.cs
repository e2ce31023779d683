using System.Text.Json;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Shops;

/// <summary>Changes a shop's texts and settings, opens and closes it. Its slug and currency stay, and what has a use case of its own: terms, logo, host name, style.</summary>
public sealed class EditShop(Database database, CatalogChanges changes, AuditTrail audit)
{
    /// <summary>The shop as it is now; <see cref="ProblemCode.UnknownShop"/>, or <see cref="ProblemCode.InvalidRequest"/> with the field.</summary>
    public async Task<Result<ShopView>> RunAsync(Actor actor, ShopId shopId, ShopEdit edit, CancellationToken ct)
    {
        if (ShopRules.Check(edit) is { } problem)
            return problem;
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Shop>().SingleOrDefaultAsync(s => s.Id == shopId, ct) is not { } shop)
            return new Problem(ProblemCode.UnknownShop, "There is no such shop: check its address.");
        var before = ShopEdit.From(Shops.View(shop));
        shop.Name = edit.Name.Trim();
        shop.Tagline = edit.Tagline.Trim();
        shop.Notice = edit.Notice.Trim();
        shop.Contact = edit.Contact.Trim();
        shop.TimeZone = edit.TimeZone;
        shop.IsOpen = edit.IsOpen;
        shop.Settings = JsonSerializer.Serialize(edit.Settings with { LogoUrl = before.Settings.LogoUrl, LogoWidth = before.Settings.LogoWidth });
        await audit.AddAsync(
            work, actor,
            new AuditEntry("shop.edited", shop.Slug) { Merchant = shop.MerchantId, Shop = shop.Id, SubjectId = shop.Id.Value, Before = before, After = ShopEdit.From(Shops.View(shop)) },
            ct);
        await work.CommitAsync(ct);
        changes.Announce(shopId);
        return Shops.View(shop);
    }
}
