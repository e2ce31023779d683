using Diner.Accounts.Passwords;
using Diner.Accounts.Permissions;
using Diner.Data.Access;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account.Passwords;

/// <summary>Changing the password, and getting back in without it.</summary>
internal static class PasswordRoutes
{
    // Longer than any password is taken whole, so that the length is judged and not cut.
    private const int FieldCharsMax = 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapPrivate(SeatGaps.PasswordPage).Needs(Permission.OwnAccount);
        own.MapGet("", (HttpContext context, Desk desk) => ConsoleRoutes.Page<PasswordPage>(context, new { Desk = desk }));
        own.MapPost("", ChangeAsync);
        var forgotten = routes.MapPrivate("/account/forgotten").OpenTo("who cannot sign in comes here; it mails, and answers everybody alike");
        forgotten.MapGet("", (HttpContext context) => ConsoleRoutes.Page<ForgottenPage>(context, new { IsSent = false }));
        forgotten.MapPost("", MailAsync);
        var reset = routes.MapPrivate("/account/password/{token}").OpenTo("the address holds the one-time token");
        reset.MapGet("", ShowAsync);
        reset.MapPost("", ResetAsync);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, Desk desk, ChangePassword change, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        if (NewPassword.Read(form) is not { } password)
            return Refuse(NewPasswordFields.Differ, StatusCodes.Status422UnprocessableEntity);
        var changed = await change.RunAsync(desk.Actor, desk.Seat, form.Text("current", FieldCharsMax), password, ct);
        return changed.IsOk ? AccountRoutes.Done(context, "password") : Refuse(changed.Problem.Code.ToString(), changed.Problem.Code.ToStatus());

        IResult Refuse(string problem, int status) => ConsoleRoutes.Page<PasswordPage>(context, new { Desk = desk, Problem = problem }, status);
    }

    private static async Task<IResult> MailAsync(HttpContext context, MailPasswordLink mail, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        await mail.RunAsync(form.Text("email", FieldCharsMax), SeatCookie.PlaceOf(context).Address, ct);
        return ConsoleRoutes.Page<ForgottenPage>(context, new { IsSent = true });
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext context, ResetPassword reset, CancellationToken ct) =>
        await reset.IsOpenAsync(token, ct) ? Page(context, new ResetView(ResetState.Open)) : Closed(context);

    private static async Task<IResult> ResetAsync(string token, HttpContext context, ResetPassword reset, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        if (!await reset.IsOpenAsync(token, ct))
            return Closed(context);
        if (NewPassword.Read(form) is not { } password)
            return Page(context, new ResetView(ResetState.Open) { Problem = NewPasswordFields.Differ }, StatusCodes.Status422UnprocessableEntity);
        var changed = await reset.RunAsync(token, password, SeatCookie.PlaceOf(context).Address, ct);
        if (changed.IsOk)
            return Page(context, new ResetView(ResetState.Done));
        return changed.Problem.Field is null ? Closed(context) : Page(context, new ResetView(ResetState.Open) { Problem = changed.Problem.Code.ToString() }, changed.Problem.Code.ToStatus());
    }

    private static IResult Closed(HttpContext context) => Page(context, new ResetView(ResetState.Closed), StatusCodes.Status404NotFound);

    private static IResult Page(HttpContext context, ResetView view, int status = StatusCodes.Status200OK) => ConsoleRoutes.Page<ResetPage>(context, new { View = view }, status);
}

/// <summary>What the page of a mailed link shows.</summary>
/// <param name="State">Where the visitor stands.</param>
public sealed record ResetView(ResetState State)
{
    /// <summary>The key of a sentence about what was wrong, or null.</summary>
    public string? Problem { get; init; }
}

/// <summary>Where a visitor with a mailed link stands.</summary>
public enum ResetState
{
    /// <summary>The link opens.</summary>
    Open,

    /// <summary>It was used, replaced, is too old, or was never ours.</summary>
    Closed,

    /// <summary>The password is new.</summary>
    Done,
}
