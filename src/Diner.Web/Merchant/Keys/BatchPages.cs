using Diner.Kernel;
using Diner.Vault.Batches;
using Diner.Vault.Browse;
using Diner.Web.Access;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Keys;

/// <summary>Batches: all, those that expire, one.</summary>
internal static class BatchPages
{
    public static async Task<IResult> ListAsync(HttpContext context, Desk desk, KeysSources sources, CancellationToken ct)
    {
        var variant = KeysRoutes.Cursor(context, "variant") is { } only ? VariantId.From(only) : (VariantId?)null;
        var before = KeysRoutes.Cursor(context, "before") is { } cursor ? BatchId.From(cursor) : (BatchId?)null;
        var batches = await sources.Batches.ReadAsync(desk.Shop.Id, variant, before, KeyListPart<BatchView>.Size + 1, ct);
        return KeysRoutes.Page<BatchesPage>(context, new
        {
            Desk = desk,
            Batches = KeyListPart<BatchView>.Of(batches, batch => batch.Id.Value),
            Names = await sources.Names.OfShopAsync(desk.Shop.Id, ct),
            Variant = variant,
            Note = KeysRoutes.Note(context),
        });
    }

    public static async Task<IResult> ExpiringAsync(HttpContext context, Desk desk, KeysSources sources, CancellationToken ct)
    {
        var after = KeysRoutes.Cursor(context, "after") is { } cursor ? await sources.Batches.FindAsync(desk.Shop.Id, BatchId.From(cursor), ct) : null;
        var batches = await sources.Batches.ThatExpireAsync(desk.Shop.Id, after, KeyListPart<BatchView>.Size + 1, ct);
        return KeysRoutes.Page<ExpiringPage>(context, new
        {
            Desk = desk,
            Batches = KeyListPart<BatchView>.Of(batches, batch => batch.Id.Value),
            Names = await sources.Names.OfShopAsync(desk.Shop.Id, ct),
        });
    }

    public static async Task<IResult> ShowAsync(HttpContext context, Guid batch, Desk desk, KeysSources sources, CancellationToken ct)
    {
        if (await sources.Batches.FindAsync(desk.Shop.Id, BatchId.From(batch), ct) is not { } found)
            return KeysRoutes.NotThere(context);
        var after = KeysRoutes.Cursor(context, "after") is { } cursor ? await sources.Keys.FindAsync(desk.Shop.Id, KeyId.From(cursor), ct) : null;
        var page = new KeyPage(after, KeyListPart<KeyView>.Size + 1) { ShowsEnds = desk.Shop.Settings.ShowsKeyEnds };
        return KeysRoutes.Page<BatchPage>(context, new
        {
            Desk = desk,
            Batch = found,
            Variant = await sources.Names.FindAsync(desk.Shop.Id, found.VariantId, ct),
            Keys = KeyListPart<KeyView>.Of(await sources.Keys.InBatchAsync(desk.Shop.Id, found, page, ct), key => key.Id.Value),
            Note = KeysRoutes.Note(context),
        });
    }

    public static async Task<IResult> WithdrawAsync(HttpContext context, Guid batch, Desk desk, WithdrawBatch withdraw, CancellationToken ct)
    {
        var withdrawn = await withdraw.RunAsync(desk.Actor, desk.Shop.Id, BatchId.From(batch), ct);
        return withdrawn.IsOk
            ? KeysRoutes.Done(context, desk, $"/batches/{batch:D}", new KeysNote("Withdrawn", withdrawn.Value))
            : KeysRoutes.NotThere(context);
    }
}
