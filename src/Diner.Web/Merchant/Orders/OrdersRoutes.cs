using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Data.LongWork;
using Diner.Delivery.Problems;
using Diner.Ordering.Browse;
using Diner.Ordering.Staff;
using Diner.Web.Access;
using Diner.Web.LongWork;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Web.Merchant.Orders;

/// <summary>The orders of a shop: the list, one order, reported keys.</summary>
internal static class OrdersRoutes
{
    public static void AddOrdersDesk(this IServiceCollection services)
    {
        services.AddSingleton<OrderLists>();
        services.AddSingleton<OrdersDesk>();
        services.AddSingleton<OrderMoney>();
        services.AddSingleton<RefundDesk>();
        services.AddSingleton<OrderFacts>();
        services.AddSingleton<OrderTraces>();
        services.AddSingleton<SheetDesk>();
        services.AddSingleton<OrderRowWords>();
        services.AddSingleton<ILongWork, ExportOrders>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var orders = routes.MapMerchant("orders", Permission.OrdersView);
        orders.MapGet("", ListAsync);
        orders.MapPost("/export", ExportAsync).Needs(Permission.OrdersExport);
        orders.MapGet("/{no}", ShowAsync);
        orders.MapPost("/{no}/resend", OrderActs.ResendAsync).Needs(Permission.OrdersHandle);
        orders.MapPost("/{no}/cancel", OrderActs.CancelAsync).Needs(Permission.OrdersHandle);
        orders.MapPost("/{no}/note", OrderActs.NoteAsync).Needs(Permission.OrdersHandle);
        orders.MapPost("/{no}/answer", OrderActs.AnswerAsync).Needs(Permission.OrdersHandle);
        orders.MapPost("/{no}/replace", OrderActs.ReplaceAsync).Needs(Permission.OrdersReplace);
        orders.MapPost("/{no}/fulfil", OrderActs.FulfilAsync).Needs(Permission.OrdersReplace).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(OrderActs.TextBytesMax));
        orders.MapPost("/{no}/confirm", OrderActs.ConfirmAsync).Needs(Permission.OrdersConfirm);
        RefundRoutes.Map(orders);
        orders.MapPost("/{no}/reveal", RevealAsync).Needs(Permission.KeysReveal).AsksAgain($"/console/{{{AccessStep.ShopKey}}}/orders/{{no}}");
        routes.MapMerchant("problems", Permission.OrdersView).MapGet("", ProblemsAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, OrdersDesk orders, CancellationToken ct) =>
        ConsoleRoutes.Page<OrdersPage>(context, new { Desk = desk, View = await orders.ViewAsync(desk.Shop, OrdersQuery.Read(context.Request.Query), ct) });

    // The list's own address says what to take out; the form says how.
    private static async Task<IResult> ExportAsync(HttpContext context, Desk desk, StartWork start, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var query = OrdersQuery.Read(context.Request.Query);
        var export = new OrdersExport(query, form["format"] == ExportOrders.Xlsx ? ExportOrders.Xlsx : ExportOrders.Csv, CultureInfo.CurrentUICulture.Name);
        var work = new NewWork(ExportOrders.KindName, $"orders.{export.Format}", Permission.OrdersExport) { Merchant = desk.Shop.Merchant, Shop = desk.Shop.Id, Arguments = export };
        var started = await start.RunAsync(desk.Actor, work, ct);
        return PrivatePages.SeeOther(context, started.IsOk ? WorkRoutes.Address(desk, started.Value) : WorkRoutes.Root(desk));
    }

    private static async Task<IResult> ShowAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, CancellationToken ct)
    {
        if (await sheets.ViewAsync(desk.Shop.Id, no, ct) is not { } sheet)
            return Pages.NotFound(context);
        var (note, isRefusal) = OrderActs.NoteOf(context.Request.Query);
        return ConsoleRoutes.Page<SheetPage>(context, new { Desk = desk, Sheet = sheet, Note = note, IsRefusal = isRefusal });
    }

    // The answer to the POST is the page itself: no address leads to keys in the open.
    private static async Task<IResult> RevealAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, RevealOrderKeys reveal, CancellationToken ct)
    {
        if (await sheets.FindAsync(desk.Shop.Id, no, ct) is not { } order)
            return Pages.NotFound(context);
        var keys = await reveal.RunAsync(desk.Actor, order, ct);
        if (!keys.IsOk)
            return OrderActs.Back(context, desk, order, keys.Problem);
        var sheet = await sheets.ViewAsync(desk.Shop.Id, no, ct);
        return sheet is null ? Pages.NotFound(context) : ConsoleRoutes.Page<SheetPage>(context, new { Desk = desk, Sheet = sheet with { Open = keys.Value } });
    }

    private static async Task<IResult> ProblemsAsync(HttpContext context, Desk desk, ProblemReports reports, BrowseOrders orders, TimeProvider clock, CancellationToken ct)
    {
        var open = await reports.OpenAsync(desk.Shop.Id, ct);
        var found = await orders.FindAsync(desk.Shop.Id, [.. open.Select(report => report.OrderId).Distinct()], ct);
        return ConsoleRoutes.Page<ProblemsPage>(context, new { Desk = desk, Reports = open, Orders = found, Now = clock.GetUtcNow() });
    }
}
