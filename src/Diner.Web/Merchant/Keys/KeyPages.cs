using Diner.Kernel;
using Diner.Vault.Browse;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Keys;

/// <summary>One key: found by its text or its id, looked at, recycled, restored.</summary>
internal static class KeyPages
{
    private const int TextCharsMax = 4096;

    public static Task<IResult> ShowAsync(HttpContext context, Guid key, Desk desk, KeysSources sources, CancellationToken ct) =>
        AnswerAsync(context, desk, KeyId.From(key), sources, new Shown(null, null), ct);

    // The text comes in the body and goes nowhere: not into an address, not into a log, not back onto the page.
    public static async Task<IResult> SearchAsync(HttpContext context, Desk desk, FindKey find, CancellationToken ct)
    {
        var text = await PrivatePages.ReadFormAsync(context.Request, ct) is { } form ? form.Text("text", TextCharsMax).Trim() : "";
        var found = text.Length == 0 ? null : await find.ByTextAsync(desk.Shop.Id, text, ct);
        return found is null
            ? KeysRoutes.Done(context, desk, "", new KeysNote("NotFound", 0))
            : PrivatePages.SeeOther(context, $"{KeysRoutes.Root(desk)}/{found.KeyId.Value:D}");
    }

    public static async Task<IResult> RevealAsync(HttpContext context, Guid key, Desk desk, KeysSources sources, RevealKey reveal, CancellationToken ct)
    {
        var opened = await reveal.RunAsync(desk.Actor, desk.Shop.Id, KeyId.From(key), ct);
        return await AnswerAsync(context, desk, KeyId.From(key), sources, opened.IsOk ? new Shown(opened.Value, null) : new Shown(null, opened.Problem), ct);
    }

    public static async Task<IResult> RecycleAsync(HttpContext context, Guid key, Desk desk, KeysSources sources, RecycleKeys recycle, CancellationToken ct) =>
        await sources.Keys.FindAsync(desk.Shop.Id, KeyId.From(key), ct) is null
            ? KeysRoutes.NotThere(context)
            : KeysRoutes.Done(context, desk, $"/{key:D}", new KeysNote("Recycled", await recycle.OneAsync(desk.Actor, desk.Shop.Id, KeyId.From(key), ct)));

    public static async Task<IResult> RestoreAsync(HttpContext context, Guid key, Desk desk, KeysSources sources, RestoreKeys restore, CancellationToken ct) =>
        await sources.Keys.FindAsync(desk.Shop.Id, KeyId.From(key), ct) is null
            ? KeysRoutes.NotThere(context)
            : KeysRoutes.Done(context, desk, $"/{key:D}", new KeysNote("Restored", await restore.OneAsync(desk.Actor, desk.Shop.Id, KeyId.From(key), ct)));

    private static async Task<IResult> AnswerAsync(HttpContext context, Desk desk, KeyId id, KeysSources sources, Shown shown, CancellationToken ct)
    {
        if (await sources.Keys.FindAsync(desk.Shop.Id, id, ct) is not { } key)
            return KeysRoutes.NotThere(context);
        var parameters = new
        {
            Desk = desk,
            Key = key,
            Variant = await sources.Names.FindAsync(desk.Shop.Id, key.VariantId, ct),
            Batch = await sources.Batches.FindAsync(desk.Shop.Id, key.BatchId, ct),
            Order = key.OrderId is { } order ? await sources.Orders.FindAsync(order, ct) : null,
            shown.Text,
            shown.Problem,
            Note = KeysRoutes.Note(context),
        };
        return ConsoleRoutes.Page<KeyDetailPage>(context, parameters, shown.Problem?.Code.ToStatus() ?? StatusCodes.Status200OK);
    }

    private sealed record Shown(KeyText? Text, Problem? Problem);
}
