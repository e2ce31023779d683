using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.LongWork;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.LongWork;
using Diner.Web.Operator;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Audit;

/// <summary>The audit trail: a merchant's own part at its counter, the whole of it for the audit administrator.</summary>
internal static class AuditRoutes
{
    private const int PageRows = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapTo(routes.MapMerchant("audit", Permission.AuditView));
        MapTo(routes.MapOperator("audit", Permission.OperatorAudit));
    }

    private static void MapTo(RouteGroupBuilder audit)
    {
        audit.MapGet("", SearchAsync);
        audit.MapPost("export", ExportAsync);
    }

    private static async Task<IResult> SearchAsync(HttpContext context, Desk desk, AuditSearch search, Shops shops, CancellationToken ct)
    {
        var query = AuditQuery.Read(context.Request.Query);
        var filter = await FilterAsync(desk, query, shops, ct);
        var rows = filter is null ? [] : await search.ReadAsync(filter, query.Before, PageRows + 1, ct);
        return ConsoleRoutes.Page<AuditPage>(context, new
        {
            Desk = desk,
            Query = query,
            Rows = rows.Take(PageRows).ToList(),
            HasMore = rows.Count > PageRows,
            Names = await shops.NamesAsync(rows.Select(row => row.Shop), ct),
            Actions = await search.RecentActionsAsync(desk.Seat.Merchant, ct),
        });
    }

    private static async Task<IResult> ExportAsync(HttpContext context, Desk desk, ExportAudit export, Shops shops, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || await FilterAsync(desk, AuditQuery.Read(form), shops, ct) is not { } filter)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var format = form["format"] == "jsonl" ? AuditFormat.Jsonl : AuditFormat.Csv;
        var permission = desk.HasShop ? Permission.AuditView : Permission.OperatorAudit;
        var started = await export.RunAsync(desk.Actor, new AuditExportRequest(format, filter), permission, desk.HasShop ? desk.Shop.Id : null, ct);
        return PrivatePages.SeeOther(context, started.IsOk ? WorkRoutes.Address(desk, started.Value) : WorkRoutes.Root(desk));
    }

    // Null when it names a shop that is not there: then nothing matches. A merchant sees its own rows whatever the address says.
    private static async Task<AuditFilter?> FilterAsync(Desk desk, AuditQuery query, Shops shops, CancellationToken ct)
    {
        var filter = query.ToFilter(ShopTime.Zone(Moment.ZoneOf(desk)));
        if (desk.Seat.Merchant is { } merchant)
            return filter with { Merchant = merchant };
        if (query.Shop.Length == 0)
            return filter;
        return await shops.FindAsync(query.Shop, ct) is { } shop ? filter with { Shop = shop.Id } : null;
    }
}
