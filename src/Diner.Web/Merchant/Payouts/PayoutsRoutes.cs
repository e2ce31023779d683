using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Payouts;
using Diner.Settlement.Payouts;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Payouts;

/// <summary>A shop's money on its way to the merchant: what is owed and held, pay-outs, and the account they go to. What moves money asks for the second factor again.</summary>
internal static class PayoutsRoutes
{
    private const string Home = "/console/{shop}/payouts";
    private const string TakenBack = "商家撤回 · Taken back by the merchant.";
    private const int PageSize = 50;
    private const int FieldCharsMax = 1_000;

    private static readonly string[] Done = ["requested", "withdrawn", "scheduled", "account", "cancelled"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var payouts = routes.MapMerchant("payouts", Permission.MoneyView);
        payouts.MapGet("", (HttpContext context, Desk desk, PayoutsDesk shelf) => PageAsync(context, desk, shelf, new { }));
        payouts.MapPost("", RequestAsync).Needs(Permission.PayoutsRequest).AsksAgain(Home);
        payouts.MapPost("/{payout:guid}/withdraw", WithdrawAsync).Needs(Permission.PayoutsRequest);
        payouts.MapPost("/schedule", ScheduleAsync).Needs(Permission.PayoutsRequest);
        payouts.MapGet("/account", (HttpContext context, Desk desk, PayoutsDesk shelf) => AccountPageAsync(context, desk, shelf, new { })).Needs(Permission.PayoutsAccount).AsksAgain();
        payouts.MapPost("/account", SetAccountAsync).Needs(Permission.PayoutsAccount).AsksAgain($"{Home}/account");
        payouts.MapPost("/account/cancel", CancelAccountAsync).Needs(Permission.PayoutsAccount);
    }

    private static async Task<IResult> RequestAsync(HttpContext context, Desk desk, PayoutsDesk shelf, RequestPayout request)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var typed = form.Text("amount", FieldCharsMax).Trim();
        var problem = Money.TryParseMajor(typed, desk.Shop.Currency, out var amount)
            ? (await request.RunAsync(desk.Actor, desk.Shop, amount, context.RequestAborted)).Problem
            : new Problem(ProblemCode.InvalidRequest, "Give an amount, such as 100.00.", "amount");
        return problem is null ? Ended(context, desk, "requested") : await PageAsync(context, desk, shelf, new { Amount = typed, Problem = problem });
    }

    private static async Task<IResult> WithdrawAsync(Guid payout, HttpContext context, Desk desk, HandlePayout handle)
    {
        var problem = await handle.WithdrawAsync(desk.Actor, desk.Shop.Id, new PayoutId(payout), TakenBack, context.RequestAborted);
        return problem?.Code == ProblemCode.NotFound ? Pages.NotFound(context) : Ended(context, desk, "withdrawn", problem);
    }

    private static async Task<IResult> ScheduleAsync(HttpContext context, Desk desk, SetPayoutTerms terms)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form || !Enum.TryParse<PayoutSchedule>(form["schedule"], out var schedule) || !Enum.IsDefined(schedule))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        return Ended(context, desk, "scheduled", await terms.ScheduleAsync(desk.Actor, desk.Shop.Id, schedule, LocalDays.Zone(desk.Shop.TimeZone), context.RequestAborted));
    }

    private static async Task<IResult> SetAccountAsync(HttpContext context, Desk desk, PayoutsDesk shelf, ChangeDestination change)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, context.RequestAborted) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var kind = form["kind"] == nameof(DestinationKind.Alipay) ? DestinationKind.Alipay : DestinationKind.Bank;
        var typed = new PayoutDestination(kind, form.Text("account", FieldCharsMax), form.Text("holder", FieldCharsMax), form.Text("bank", FieldCharsMax));
        return (await change.RunAsync(desk.Actor, desk.Shop, typed, context.RequestAborted)).Problem is { } problem
            ? await AccountPageAsync(context, desk, shelf, new { Typed = typed, Problem = problem })
            : Ended(context, desk, "account");
    }

    private static async Task<IResult> CancelAccountAsync(HttpContext context, Desk desk, ChangeDestination change) =>
        Ended(context, desk, "cancelled", await change.CancelAsync(desk.Actor, desk.Shop, context.RequestAborted));

    private static IResult Ended(HttpContext context, Desk desk, string done, Problem? problem = null) =>
        PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/payouts?{(problem is null ? $"done={done}" : $"failed={problem.Code}")}");

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, PayoutsDesk shelf, object more)
    {
        PayoutId? before = Guid.TryParse(context.Request.Query["before"], out var cursor) ? new PayoutId(cursor) : null;
        var parameters = new RouteValueDictionary(more) { ["Desk"] = desk, ["View"] = await shelf.ViewAsync(desk.Shop, before, PageSize, context.RequestAborted) };
        (parameters["Note"], parameters["IsRefusal"]) = PayoutNotes.Of(context.Request.Query, Done);
        return ConsoleRoutes.Page<PayoutsPage>(context, parameters, StatusOf(parameters));
    }

    private static async Task<IResult> AccountPageAsync(HttpContext context, Desk desk, PayoutsDesk shelf, object more)
    {
        var parameters = new RouteValueDictionary(more) { ["Desk"] = desk, ["CoolDownHours"] = await shelf.CoolDownHoursAsync(context.RequestAborted) };
        return ConsoleRoutes.Page<AccountPage>(context, parameters, StatusOf(parameters));
    }

    private static int StatusOf(RouteValueDictionary parameters) => parameters.ContainsKey("Problem") ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
}
