using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Accounts.SecondFactors;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account.SecondFactor;

/// <summary>Enrolling a second factor, proving it, and its recovery codes.</summary>
internal static class SecondFactorRoutes
{
    private const int FieldCharsMax = 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var prove = routes.MapPrivate(SeatGaps.ProvePage).Needs(Permission.OwnAccount).BeforeSecondFactor();
        prove.MapGet("", AskAsync);
        prove.MapPost("", ProveAsync);
        prove.MapPost("/passkey", ProveWithPasskeyAsync);
        var enrol = routes.MapPrivate(SeatGaps.EnrolPage).Needs(Permission.OwnAccount);
        enrol.MapGet("", OfferAsync);
        enrol.MapPost("", EnrolAsync);
        routes.MapPrivate("/account/second-factor/codes").Needs(Permission.OwnAccount).AsksAgain("/account").MapPost("", RenewAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext context, Desk desk, UsePasskey passkeys, CancellationToken ct)
    {
        var back = OwnPath.Read(context.Request.Query["return"].ToString());
        return desk.Seat.HasSecondFactor
            ? await PageAsync(context, desk, passkeys, new Asked(back, null, StatusCodes.Status200OK), ct)
            : PrivatePages.SeeOther(context, SeatGaps.WithReturn(SeatGaps.EnrolPage, back));
    }

    private static async Task<IResult> ProveAsync(HttpContext context, Desk desk, ProveSecondFactor prove, UsePasskey passkeys, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var back = OwnPath.Read(form.Text("return", FieldCharsMax));
        var proved = await prove.RunAsync(desk.Actor, desk.Seat, form.Text("code", FieldCharsMax), ct);
        if (proved.IsOk)
            return PrivatePages.SeeOther(context, GoOn(desk, back));
        var sentence = proved.Problem.Code == ProblemCode.TooManyRequests ? "TooManyTries" : "InvalidCode";
        return await PageAsync(context, desk, passkeys, new Asked(back, sentence, proved.Problem.Code.ToStatus()), ct);
    }

    private static async Task<IResult> ProveWithPasskeyAsync(HttpContext context, Desk desk, UsePasskey passkeys, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var back = OwnPath.Read(form.Text("return", FieldCharsMax));
        var proved = await passkeys.ProveAsync(desk.Actor, desk.Seat, PasskeyForms.Read(form), context, ct);
        return proved.IsOk
            ? PrivatePages.SeeOther(context, GoOn(desk, back))
            : await PageAsync(context, desk, passkeys, new Asked(back, "PasskeyWrong", proved.Problem.Code.ToStatus()), ct);
    }

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, UsePasskey passkeys, Asked asked, CancellationToken ct)
    {
        var challenge = desk.Seat.HasPasskey ? await passkeys.OfferAsync(desk.Seat, context, ct) : null;
        return ConsoleRoutes.Page<ProvePage>(context, new { Desk = desk, asked.Return, asked.Problem, Challenge = challenge }, asked.Status);
    }

    private static async Task<IResult> OfferAsync(HttpContext context, Desk desk, EnrolAuthenticator enrol, StepUp stepUp, CancellationToken ct)
    {
        var back = OwnPath.Read(context.Request.Query["return"].ToString());
        return ProveFirst(context, desk, stepUp) ?? ConsoleRoutes.Page<EnrolPage>(context, new { Desk = desk, Offer = await enrol.OfferAsync(desk.Seat, ct), Return = back });
    }

    private static async Task<IResult> EnrolAsync(HttpContext context, Desk desk, EnrolAuthenticator enrol, StepUp stepUp, CancellationToken ct)
    {
        if (ProveFirst(context, desk, stepUp) is { } first)
            return first;
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var back = OwnPath.Read(form.Text("return", FieldCharsMax));
        var codes = await enrol.RunAsync(desk.Actor, desk.Seat, form.Text("code", FieldCharsMax), ct);
        return codes.IsOk
            ? ConsoleRoutes.Page<CodesPage>(context, new { Desk = desk, Codes = codes.Value, Next = GoOn(desk, back) })
            : ConsoleRoutes.Page<EnrolPage>(context, new { Desk = desk, Offer = await enrol.OfferAsync(desk.Seat, ct), Return = back, IsWrong = true }, codes.Problem.Code.ToStatus());
    }

    private static async Task<IResult> RenewAsync(HttpContext context, Desk desk, EnrolAuthenticator enrol, CancellationToken ct)
    {
        var codes = await enrol.RenewCodesAsync(desk.Actor, desk.Seat, ct);
        return codes.IsOk
            ? ConsoleRoutes.Page<CodesPage>(context, new { Desk = desk, Codes = codes.Value, Next = "/account" })
            : PrivatePages.SeeOther(context, "/account");
    }

    // The first one is free to enrol; another one only for who has the first.
    private static IResult? ProveFirst(HttpContext context, Desk desk, StepUp stepUp) =>
        desk.Seat.HasSecondFactor ? stepUp.Demand(context, desk, SeatGaps.EnrolPage) : null;

    private sealed record Asked(string Return, string? Problem, int Status);

    private static string GoOn(Desk desk, string back) => back.Length > 0 ? back : SignInRoutes.HomeOf(desk.Seat);
}
