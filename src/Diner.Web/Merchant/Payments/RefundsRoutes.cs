using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Settlement.Refund;
using Diner.Web.Access;
using Diner.Web.Merchant.Orders;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Payments;

/// <summary>A shop's refunds: what went back, and what waits for a person. Money that belongs to no order goes back from here too.</summary>
internal static class RefundsRoutes
{
    private const int PageSize = 50;
    private const int WaitingMax = 100;
    private const int FieldCharsMax = 2_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var refunds = routes.MapMerchant("refunds", Permission.OrdersView);
        refunds.MapGet("", ListAsync);
        refunds.MapPost("/{refund:guid}", HandleAsync).Needs(Permission.OrdersRefund);
        routes.MapMerchant("payments/{payment:guid}/refund", Permission.OrdersRefund).MapPost("", RefundAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, RefundHistory history, CancellationToken ct)
    {
        RefundId? before = Guid.TryParse(context.Request.Query["before"], out var cursor) ? new RefundId(cursor) : null;
        var found = await history.ListAsync(desk.Shop.Id, before, PageSize + 1, ct);
        var page = found.Take(PageSize).ToList();
        var (note, isRefusal) = OrderActs.NoteOf(context.Request.Query);
        return ConsoleRoutes.Page<RefundsPage>(context, new
        {
            Desk = desk,
            Waiting = await history.WaitingAsync(desk.Shop.Id, WaitingMax, ct),
            Refunds = (IReadOnlyList<RefundOfOrder>)page,
            Next = found.Count > PageSize ? page[^1].Refund.Id : (RefundId?)null,
            Note = note,
            IsRefusal = isRefusal,
        });
    }

    private static async Task<IResult> HandleAsync(Guid refund, HttpContext context, Desk desk, HandleRefund handle)
    {
        var ct = context.RequestAborted;
        if (await RefundRoutes.RemedyAsync(context.Request, ct) is not var (remedy, say))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        return Answer(context, desk, await handle.RunAsync(desk.Actor, desk.Shop.Id, new RefundId(refund), remedy, say, ct), "handled");
    }

    // All of it: what belongs to no order has no part that anybody keeps.
    private static async Task<IResult> RefundAsync(Guid payment, HttpContext context, Desk desk, RefundPayment refund, Diner.Payments.Records.PaymentRecords payments)
    {
        var ct = context.RequestAborted;
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        if (await payments.FindAsync(desk.Shop.Id, new PaymentId(payment), ct) is not { Payment.Refundable: { } left })
            return Pages.NotFound(context);
        var done = await refund.RunAsync(desk.Actor, new RefundOrder(desk.Shop.Id, new PaymentId(payment), left.AmountMinor, form.Text("reason", FieldCharsMax)), ct);
        return Answer(context, desk, done.Problem, "refunded");
    }

    private static IResult Answer(HttpContext context, Desk desk, Problem? problem, string done) => problem?.Code == ProblemCode.NotFound
        ? Pages.NotFound(context)
        : PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/refunds?{(problem is null ? $"done={done}" : $"failed={problem.Code}")}");
}
