using System.Globalization;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Ledger.Payouts;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Payouts;

/// <summary>Pay-outs of every shop: what waits for an approval, what may go, what is on its way; and what is agreed with a shop. What moves money asks for the second factor again.</summary>
internal static class PayoutQueueRoutes
{
    public const string Home = "/operator/payouts";
    private const int FieldCharsMax = 1_000;

    private static readonly string[] Done = ["approved", "withdrawn", "sent", "failed", "terms"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var payouts = routes.MapOperator("payouts", Permission.OperatorMoneyView);
        payouts.MapGet("", ShowAsync);
        payouts.MapPost("/{payout:guid}/approve", ApproveAsync).Needs(Permission.OperatorPayoutsHandle).AsksAgain(Home);
        payouts.MapPost("/{payout:guid}/withdraw", WithdrawAsync).Needs(Permission.OperatorPayoutsHandle);
        payouts.MapPost("/{payout:guid}/result", ResultAsync).Needs(Permission.OperatorPayoutsHandle).AsksAgain(Home);
        payouts.MapGet("/shops/{slug}", (string slug, HttpContext context, Desk desk, PayoutQueueDesk queue) => TermsPageAsync(context, (desk, queue), slug, new { }));
        payouts.MapPost("/shops/{slug}", TermsAsync).Needs(Permission.OperatorPayoutsHandle);
        BatchRoutes.Map(payouts);
    }

    public static IResult Ended(HttpContext context, string done, Problem? problem) => problem?.Code == ProblemCode.NotFound
        ? Pages.NotFound(context)
        : PrivatePages.SeeOther(context, $"{Home}?{(problem is null ? $"done={done}" : $"failed={problem.Code}")}");

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, PayoutQueueDesk queue, CancellationToken ct)
    {
        var (note, isRefusal) = PayoutNotes.Of(context.Request.Query, Done);
        return ConsoleRoutes.Page<PayoutQueuePage>(context, new { Desk = desk, View = await queue.ViewAsync(ct), Note = note, IsRefusal = isRefusal });
    }

    private static async Task<IResult> ApproveAsync(Guid payout, HttpContext context, Desk desk, HandlePayout handle) =>
        Ended(context, "approved", await handle.ApproveAsync(desk.Actor, new PayoutId(payout), context.RequestAborted));

    private static async Task<IResult> WithdrawAsync(Guid payout, HttpContext context, Desk desk, HandlePayout handle)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        return Ended(context, "withdrawn", await handle.WithdrawAsync(desk.Actor, null, new PayoutId(payout), form.Text("why", FieldCharsMax), context.RequestAborted));
    }

    private static async Task<IResult> ResultAsync(Guid payout, HttpContext context, Desk desk, EnterResult enter)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form || form["result"].ToString() is not ("sent" or "failed"))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var result = form["result"].ToString();
        return Ended(context, result, await enter.RunAsync(desk.Actor, new PayoutId(payout), new PayoutResult(result == "sent", form.Text("say", FieldCharsMax)), context.RequestAborted));
    }

    private static async Task<IResult> TermsAsync(string slug, HttpContext context, Desk desk, PayoutQueueDesk queue, SetPayoutTerms terms)
    {
        if (await queue.Shops.FindAsync(slug, context.RequestAborted) is not { } shop)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var (days, percent) = (form.Text("days", FieldCharsMax).Trim(), form.Text("reserve_percent", FieldCharsMax).Trim());
        return await terms.AgreeAsync(desk.Actor, shop.Id, (Number(days), Number(percent)), context.RequestAborted) is { } problem
            ? await TermsPageAsync(context, (desk, queue), slug, new { Days = days, Percent = percent, Problem = problem })
            : Ended(context, "terms", null);
    }

    // What is no number is out of every limit; nothing goes by the house's rule.
    private static int? Number(string text) => text.Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static async Task<IResult> TermsPageAsync(HttpContext context, (Desk Desk, PayoutQueueDesk Queue) at, string slug, object more)
    {
        if (await at.Queue.Shops.FindAsync(slug, context.RequestAborted) is not { } shop)
            return Pages.NotFound(context);
        var position = await at.Queue.Positions.OfAsync(shop, context.RequestAborted);
        var parameters = new RouteValueDictionary(more) { ["Desk"] = at.Desk, ["Shop"] = shop, ["Position"] = position };
        parameters.TryAdd("Days", position.Terms.Days?.ToString(CultureInfo.InvariantCulture) ?? "");
        parameters.TryAdd("Percent", position.Terms.ReservePercent?.ToString(CultureInfo.InvariantCulture) ?? "");
        return ConsoleRoutes.Page<PayoutTermsPage>(context, parameters, parameters.ContainsKey("Problem") ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
