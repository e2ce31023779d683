using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Payments.Records;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Payments;

/// <summary>Money that belongs to no order of the shop: what came, since when, what to do.</summary>
internal static class PaymentsRoutes
{
    private const int HowCharsMax = 2_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var payments = routes.MapMerchant("payments", Permission.OrdersView);
        payments.MapGet("", ListAsync);
        payments.MapPost("/{payment:guid}/done", DoneAsync).Needs(Permission.OrdersConfirm);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, UnmatchedDesk payments, CancellationToken ct)
    {
        var query = context.Request.Query;
        PaymentId? after = Guid.TryParse(query["after"], out var cursor) ? new PaymentId(cursor) : null;
        return ConsoleRoutes.Page<UnmatchedPage>(context, new { Desk = desk, View = await payments.ViewAsync(desk.Shop, after, ct), IsDone = query["done"].Count > 0, IsRefused = query["failed"].Count > 0 });
    }

    private static async Task<IResult> DoneAsync(Guid payment, HttpContext context, Desk desk, DealWithPayment deal, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var problem = await deal.RunAsync(desk.Actor, desk.Shop.Id, new PaymentId(payment), form.Text("how", HowCharsMax), ct);
        return problem?.Code == ProblemCode.NotFound
            ? Pages.NotFound(context)
            : PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/payments?{(problem is null ? "done" : "failed")}=1");
    }
}
