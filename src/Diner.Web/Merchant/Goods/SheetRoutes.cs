using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Catalog.Sheets;
using Diner.Catalog.Work;
using Diner.Web.Access;
using Diner.Web.LongWork;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Goods;

/// <summary>Goods as a file: out for whoever sees them, in for whoever may change them. Both are jobs.</summary>
internal static class SheetRoutes
{
    public static void Map(RouteGroupBuilder view, RouteGroupBuilder edit)
    {
        view.MapPost("export", ExportAsync);
        edit.MapGet("import", (HttpContext context, Desk desk) => ConsoleRoutes.Page<ImportPage>(context, new { Desk = desk }));
    }

    // The list's own address says what to take out; the form says how.
    private static async Task<IResult> ExportAsync(HttpContext context, Desk desk, StartGoodsWork start, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var query = context.Request.Query;
        string Field(string name) => query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        var kind = form["format"] == "xlsx" ? SheetKind.Xlsx : SheetKind.Csv;
        var task = new GoodsTask(desk.Shop.Id, kind.ToString().ToUpper(CultureInfo.InvariantCulture), Permission.GoodsView);
        var started = await start.ExportAsync(desk.Actor, task, BulkChoice.FilterOf(Field("q"), Field("category"), Field("state")), kind, ct);
        return PrivatePages.SeeOther(context, started.IsOk ? WorkRoutes.Address(desk, started.Value) : WorkRoutes.Root(desk));
    }
}
