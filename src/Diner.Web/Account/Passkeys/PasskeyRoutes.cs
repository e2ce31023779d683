using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account.Passkeys;

/// <summary>One's own passkeys.</summary>
internal static class PasskeyRoutes
{
    private const int IdCharsMax = 2048;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var passkeys = routes.MapPrivate("/account/passkeys").Needs(Permission.OwnAccount);
        passkeys.MapGet("/new", OfferAsync);
        passkeys.MapPost("/new", RegisterAsync);
        passkeys.MapPost("/rename", RenameAsync);
        passkeys.MapPost("/remove", RemoveAsync).AsksAgain("/account");
    }

    private static async Task<IResult> OfferAsync(HttpContext context, Desk desk, OwnPasskeys passkeys, StepUp stepUp, CancellationToken ct) =>
        ProveFirst(context, desk, stepUp) ?? await PageAsync(context, desk, passkeys, null, ct);

    private static async Task<IResult> RegisterAsync(HttpContext context, Desk desk, OwnPasskeys passkeys, StepUp stepUp, CancellationToken ct)
    {
        if (ProveFirst(context, desk, stepUp) is { } first)
            return first;
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var registered = await passkeys.RegisterAsync(desk.Actor, desk.Seat, PasskeyForms.Read(form), context, ct);
        return registered.IsOk ? AccountRoutes.Done(context, "passkey") : await PageAsync(context, desk, passkeys, registered.Problem, ct);
    }

    private static async Task<IResult> RenameAsync(HttpContext context, Desk desk, OwnPasskeys passkeys, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var renamed = await passkeys.RenameAsync(desk.Actor, desk.Seat, form.Text("id", IdCharsMax), form.Text("name", OwnPasskeys.NameCharsMax), ct);
        return renamed.IsOk ? AccountRoutes.Done(context, "saved") : Pages.Error(context, renamed.Problem.Code.ToStatus());
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, Desk desk, OwnPasskeys passkeys, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var removed = await passkeys.RemoveAsync(desk.Actor, desk.Seat, form.Text("id", IdCharsMax), ct);
        return removed.IsOk ? AccountRoutes.Done(context, "passkey-gone") : Pages.Error(context, removed.Problem.Code.ToStatus());
    }

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, OwnPasskeys passkeys, Problem? problem, CancellationToken ct)
    {
        var sentence = problem?.Code switch
        {
            null => null,
            ProblemCode.LimitReached => "PasskeyLimit",
            _ => "PasskeyFailed",
        };
        var challenge = await passkeys.OfferAsync(desk.Seat, context, ct);
        return ConsoleRoutes.Page<NewPasskeyPage>(context, new { Desk = desk, Challenge = challenge, Problem = sentence }, problem?.Code.ToStatus() ?? StatusCodes.Status200OK);
    }

    // The first second factor is free to make; another one only for who has the first.
    private static IResult? ProveFirst(HttpContext context, Desk desk, StepUp stepUp) =>
        desk.Seat.HasSecondFactor ? stepUp.Demand(context, desk, "/account/passkeys/new") : null;
}
