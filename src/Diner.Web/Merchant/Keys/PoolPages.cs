using Diner.Accounts.Permissions;
using Diner.Catalog.Products;
using Diner.Insights.Sales;
using Diner.Kernel;
using Diner.Vault.Browse;
using Diner.Vault.Keys;
using Diner.Vault.Pools;
using Diner.Vault.Receive;
using Diner.Web.Access;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Keys;

/// <summary>All pools of a shop, and one of them.</summary>
internal static class PoolPages
{
    private const int WhyCharsMax = 1000;

    public static async Task<IResult> OverviewAsync(HttpContext context, Desk desk, KeysSources sources, SalesRates sales, CancellationToken ct)
    {
        var pools = await sources.Pools.OfShopAsync(desk.Shop.Id, ct);
        var rates = await sales.PerDayAsync(desk.Shop.Id, ct);
        var lines = (await sources.Names.OfShopAsync(desk.Shop.Id, ct))
            .Where(variant => variant.Kind != GoodsKind.Manual)
            .Select(variant => new PoolLine(variant, pools.GetValueOrDefault(variant.Id) ?? new PoolView(variant.Id, 0, 0), rates.GetValueOrDefault(variant.Id)))
            .OrderBy(line => line.DaysLeft ?? double.MaxValue)
            .ToList();
        return KeysRoutes.Page<PoolsPage>(context, new { Desk = desk, Lines = lines, Note = KeysRoutes.Note(context) });
    }

    public static Task<IResult> ShowAsync(HttpContext context, Guid variant, Desk desk, KeysSources sources, CancellationToken ct) =>
        AnswerAsync(context, desk, VariantId.From(variant), sources, null, ct);

    public static async Task<IResult> MoveAsync(HttpContext context, Guid variant, Desk desk, KeysSources sources, MoveKeys move, CancellationToken ct)
    {
        var from = VariantId.From(variant);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form
            || await sources.Names.FindAsync(desk.Shop.Id, from, ct) is null
            || !Guid.TryParse(form.Text("to", 40), out var to)
            || await sources.Names.FindAsync(desk.Shop.Id, VariantId.From(to), ct) is null)
            return KeysRoutes.NotThere(context);
        var moved = await move.RunAsync(desk.Actor, new KeyMove(desk.Shop.Id, from, VariantId.From(to), form.Number("quantity")), ct);
        return moved.IsOk
            ? KeysRoutes.Done(context, desk, $"/pools/{variant:D}", new KeysNote("Moved", moved.Value))
            : await AnswerAsync(context, desk, from, sources, moved.Problem, ct);
    }

    public static async Task<IResult> RecycleAsync(HttpContext context, Guid variant, Desk desk, KeysSources sources, RecycleKeys recycle, CancellationToken ct)
    {
        var from = VariantId.From(variant);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || await sources.Names.FindAsync(desk.Shop.Id, from, ct) is null)
            return KeysRoutes.NotThere(context);
        var recycled = await recycle.RunAsync(desk.Actor, new KeyPool(desk.Shop.Id, from), form.Number("quantity"), ct);
        return recycled.IsOk
            ? KeysRoutes.Done(context, desk, $"/pools/{variant:D}", new KeysNote("Recycled", recycled.Value))
            : await AnswerAsync(context, desk, from, sources, recycled.Problem, ct);
    }

    public static async Task<IResult> ExportAsync(HttpContext context, Guid variant, Desk desk, KeysSources sources, StartExport export, CancellationToken ct)
    {
        var from = VariantId.From(variant);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || await sources.Names.FindAsync(desk.Shop.Id, from, ct) is not { } name)
            return KeysRoutes.NotThere(context);
        var request = new ExportRequest(new KeyPool(desk.Shop.Id, from), name.Name, form.Text("why", WhyCharsMax), Permission.KeysExport)
        {
            Format = Enum.TryParse<ExportFormat>(form.Text("format", 20), out var format) && Enum.IsDefined(format) ? format : ExportFormat.Fitting,
        };
        var started = await export.RunAsync(desk.Actor, request, ct);
        return started.IsOk
            ? PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/work/{started.Value.Value:D}")
            : await AnswerAsync(context, desk, from, sources, started.Problem, ct);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Desk desk, VariantId variant, KeysSources sources, Problem? problem, CancellationToken ct)
    {
        var names = await sources.Names.OfShopAsync(desk.Shop.Id, ct);
        if (names.FirstOrDefault(name => name.Id == variant) is not { } own)
            return KeysRoutes.NotThere(context);
        var after = KeysRoutes.Cursor(context, "after") is { } cursor ? await sources.Keys.FindAsync(desk.Shop.Id, KeyId.From(cursor), ct) : null;
        var page = new KeyPage(after, KeyListPart<KeyView>.Size + 1) { ShowsEnds = desk.Shop.Settings.ShowsKeyEnds };
        var keys = await sources.Keys.InPoolAsync(new KeyPool(desk.Shop.Id, variant), page, ct);
        return KeysRoutes.Page<PoolPage>(
            context,
            new
            {
                Desk = desk,
                Variant = own,
                Pool = (await sources.Pools.OfShopAsync(desk.Shop.Id, ct)).GetValueOrDefault(variant) ?? new PoolView(variant, 0, 0),
                Others = names.Where(name => name.Id != variant && name.Kind == own.Kind).ToList(),
                Keys = KeyListPart<KeyView>.Of(keys, key => key.Id.Value),
                Note = KeysRoutes.Note(context),
                Problem = problem,
            },
            problem);
    }
}
