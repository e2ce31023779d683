using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Settlement.Refund;
using Diner.Vault.Returns;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Orders;

/// <summary>Giving a buyer the money back: first what it moves, then the doing; and what to do when the channel does not.</summary>
internal static class RefundRoutes
{
    private const int FieldCharsMax = 2_000;

    public static void Map(IEndpointRouteBuilder orders)
    {
        orders.MapGet("/{no}/refund", ShowAsync).Needs(Permission.OrdersRefund);
        orders.MapPost("/{no}/refund", RefundAsync).Needs(Permission.OrdersRefund);
        orders.MapPost("/{no}/refunds/{refund:guid}", HandleAsync).Needs(Permission.OrdersRefund);
    }

    /// <summary>What a person chose to do about a refund, and what they said; null when it is nothing we know.</summary>
    public static async Task<(RefundRemedy Remedy, string Say)?> RemedyAsync(HttpRequest request, CancellationToken ct) =>
        await PrivatePages.ReadFormAsync(request, ct) is { } form && Enum.TryParse<RefundRemedy>(form.Text("remedy", FieldCharsMax), out var remedy) && Enum.IsDefined(remedy)
            ? (remedy, form.Text("say", FieldCharsMax))
            : null;

    private static async Task<IResult> ShowAsync(string no, HttpContext context, Desk desk, SheetDesk sheets, PreviewRefund preview, CancellationToken ct)
    {
        if (await sheets.FindAsync(desk.Shop.Id, no, ct) is not { } order)
            return Pages.NotFound(context);
        var query = context.Request.Query;
        return await PageAsync((context, desk, order), preview, (query["payment"].ToString(), query["amount"].ToString(), "", false), ct);
    }

    private static async Task<IResult> RefundAsync(string no, HttpContext context, Desk desk, RefundDesk refunds)
    {
        var ct = context.RequestAborted;
        if (await refunds.Sheets.FindAsync(desk.Shop.Id, no, ct) is not { } order)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var (payment, amount, reason) = (form.Text("payment", FieldCharsMax), form.Text("amount", FieldCharsMax), form.Text("reason", FieldCharsMax));
        if (Read(payment, amount, order.Amount.Currency) is not var (id, minor))
            return OrderActs.Back(context, desk, order, new Problem(ProblemCode.InvalidRequest, "That is no amount.", "amount"));
        var mark = Enum.TryParse<ReturnMark>(form.Text("keys", FieldCharsMax), out var said) && Enum.IsDefined(said) ? said : ReturnMark.Unknown;
        var done = await refunds.Refund.RunAsync(desk.Actor, new RefundOrder(desk.Shop.Id, id, minor, reason) { Keys = mark }, ct);
        if (done.Problem is { Field: "reason" })
            return await PageAsync((context, desk, order), refunds.Preview, (payment, amount, reason, true), ct);
        return done.IsOk ? PrivatePages.SeeOther(context, $"{Address(desk, order)}?done=refunded") : OrderActs.Back(context, desk, order, done.Problem);
    }

    private static async Task<IResult> HandleAsync(string no, Guid refund, HttpContext context, Desk desk, RefundDesk refunds)
    {
        var ct = context.RequestAborted;
        if (await refunds.Sheets.FindAsync(desk.Shop.Id, no, ct) is not { } order)
            return Pages.NotFound(context);
        if (await RemedyAsync(context.Request, ct) is not var (remedy, say))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        return await refunds.Handle.RunAsync(desk.Actor, desk.Shop.Id, new RefundId(refund), remedy, say, ct) is { } problem
            ? OrderActs.Back(context, desk, order, problem)
            : PrivatePages.SeeOther(context, $"{Address(desk, order)}?done=handled");
    }

    private static async Task<IResult> PageAsync(
        (HttpContext Context, Desk Desk, OrderView Order) at, PreviewRefund preview, (string Payment, string Amount, string Reason, bool IsRefused) asked, CancellationToken ct)
    {
        var (context, desk, order) = at;
        if (Read(asked.Payment, asked.Amount, order.Amount.Currency) is not var (payment, minor) || await preview.RunAsync(desk.Shop.Id, payment, minor, ct) is not { } terms)
            return OrderActs.Back(context, desk, order, new Problem(ProblemCode.InvalidRequest, "That is no amount that can go back.", "amount"));
        var status = asked.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return ConsoleRoutes.Page<RefundPage>(context, new { Desk = desk, Order = order, Payment = payment, Terms = terms, asked.Reason, asked.IsRefused }, status);
    }

    private static (PaymentId Payment, long Minor)? Read(string payment, string amount, CurrencyCode currency) =>
        Guid.TryParse(payment, out var id) && Money.TryParseMajor(amount.Trim(), currency, out var money) ? (new PaymentId(id), money.AmountMinor) : null;

    private static string Address(Desk desk, OrderView order) => $"/console/{desk.Shop.Slug}/orders/{order.OrderNo}";
}

/// <summary>A refund before, while and after it is asked for.</summary>
internal sealed record RefundDesk(SheetDesk Sheets, RefundPayment Refund, PreviewRefund Preview, HandleRefund Handle);
