using Diner.Accounts.Permissions;
using Diner.Web.Access;
using Diner.Web.Merchant.Orders;
using Diner.Web.Storefront;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Orders;

/// <summary>Orders of every shop, to look at: the operator changes none and sees no key.</summary>
internal static class AcrossRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var orders = routes.MapOperator("orders", Permission.OperatorOrdersView);
        orders.MapGet("", ListAsync);
        orders.MapGet("/{no}", ShowAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, OrdersAcross orders, CancellationToken ct) =>
        ConsoleRoutes.Page<AcrossPage>(context, new { Desk = desk, View = await orders.ViewAsync(AcrossQuery.Read(context.Request.Query), ct) });

    private static async Task<IResult> ShowAsync(string no, HttpContext context, Desk desk, OrdersAcross orders, SheetDesk sheets)
    {
        var ct = context.RequestAborted;
        if (await orders.ShopOfAsync(no, ct) is not { } shop || await sheets.ViewAsync(shop.Id, no, ct) is not { } sheet)
            return Pages.NotFound(context);
        return ConsoleRoutes.Page<AcrossSheetPage>(context, new { Desk = desk, Sheet = sheet, Shop = shop });
    }
}
