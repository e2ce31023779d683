using System.Security.Cryptography;
using System.Text;
using Diner.Catalog.Editing;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Styles;

/// <summary>Keeps a merchant's style sheet for the shelves of a shop, or takes it away.</summary>
public sealed class SaveStyle(Database database, CatalogChanges changes, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// The shop as it is now. <see cref="ProblemCode.InvalidRequest"/> for what <see cref="StyleText"/> refuses, <see cref="ProblemCode.UnknownShop"/>,
    /// or <see cref="ProblemCode.WrongState"/> when the operator does not let the shop have one.
    /// </summary>
    public async Task<Result<ShopView>> RunAsync(Actor actor, ShopId shopId, string css, CancellationToken ct)
    {
        var sheet = css.ReplaceLineEndings("\n").Trim();
        if (StyleText.Check(sheet) is { } fault)
            return Check.Refuse("css", $"Line {fault.Line}: {fault.What} may not stand in a style sheet ({fault.Kind}).");
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Set<Shop>().SingleOrDefaultAsync(s => s.Id == shopId, ct) is not { } shop)
            return CatalogEdits.UnknownShop;
        if (shop.CssAllowedAt is null)
            return new Problem(ProblemCode.WrongState, "The operator has not switched own styles on for this shop.", "css");
        var before = new StyleFacts(shop.CssHash);
        shop.CssHash = sheet.Length == 0 ? null : await StoreAsync(work, shopId, sheet, ct);
        await audit.AddAsync(work, actor, new AuditEntry("shop.style_saved", shop.Slug) { Merchant = shop.MerchantId, Shop = shop.Id, SubjectId = shop.Id.Value, Before = before, After = new StyleFacts(shop.CssHash) }, ct);
        await work.CommitAsync(ct);
        changes.Announce(shopId);
        return Shops.Shops.View(shop);
    }

    private async Task<string> StoreAsync(UnitOfWork work, ShopId shop, string sheet, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)));
        await work.RunAsync(
            "insert into catalog_styles (hash, shop_id, css, created_at) values ($1, $2, $3, $4) on conflict (hash) do nothing",
            ct, hash, shop.Value, sheet, clock.GetUtcNow());
        return hash;
    }

    private sealed record StyleFacts(string? Css);
}
