using Diner.Catalog.Products;
using Diner.Kernel;
using Diner.Vault.Browse;
using Diner.Vault.Pools;
using Diner.Web.Access;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Keys;

/// <summary>The recycle bin, one variant at a time.</summary>
internal static class BinPages
{
    private const int RestoreMax = 100_000;

    public static async Task<IResult> ShowAsync(HttpContext context, Desk desk, KeysSources sources, CancellationToken ct)
    {
        var names = (await sources.Names.OfShopAsync(desk.Shop.Id, ct)).Where(name => name.Kind != GoodsKind.Manual).ToList();
        var asked = KeysRoutes.Cursor(context, "variant");
        if (asked is not null && names.All(name => name.Id.Value != asked))
            return KeysRoutes.NotThere(context);
        var variant = names.FirstOrDefault(name => asked is null || name.Id.Value == asked);
        var after = KeysRoutes.Cursor(context, "after") is { } cursor ? await sources.Keys.FindAsync(desk.Shop.Id, KeyId.From(cursor), ct) : null;
        var page = new KeyPage(after, KeyListPart<KeyView>.Size + 1) { ShowsEnds = desk.Shop.Settings.ShowsKeyEnds };
        IReadOnlyList<KeyView> keys = variant is null ? [] : await sources.Keys.InBinAsync(new KeyPool(desk.Shop.Id, variant.Id), page, ct);
        return KeysRoutes.Page<BinPage>(context, new
        {
            Desk = desk,
            Names = names,
            Variant = variant,
            Keys = KeyListPart<KeyView>.Of(keys, key => key.Id.Value),
            Note = KeysRoutes.Note(context),
        });
    }

    public static async Task<IResult> RestoreAsync(HttpContext context, Guid variant, Desk desk, KeysSources sources, RestoreKeys restore, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || await sources.Names.FindAsync(desk.Shop.Id, VariantId.From(variant), ct) is null)
            return KeysRoutes.NotThere(context);
        var quantity = Math.Clamp(form.Number("quantity"), 0, RestoreMax);
        var restored = quantity == 0 ? 0 : await restore.RunAsync(desk.Actor, new KeyPool(desk.Shop.Id, VariantId.From(variant)), quantity, ct);
        return KeysRoutes.Done(context, desk, $"/bin?variant={variant:D}", new KeysNote("Restored", restored));
    }
}
