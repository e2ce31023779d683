using Diner.Data.Access;
using Diner.Ordering.Orders;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Storefront.Pay;

/// <summary>The page between ordering and paying. An order that needs no payment, or has it, goes straight on.</summary>
internal static class PayRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPrivate("/o/{token}/pay").OpenTo("the address holds the order's token").MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(string token, HttpContext context, OrderDoor door, PayDesk desk, CancellationToken ct)
    {
        if (await door.OpenAsync(token, ct) is not { } open)
            return Pages.NotFound(context);
        if (open.Order.Status != OrderStatus.Pending || open.Order.Amount.IsZero)
            return PrivatePages.SeeOther(context, open.Path);
        return Pages.Private<PayPage>(context, new { View = await desk.ViewAsync(open, context, ct) });
    }
}
