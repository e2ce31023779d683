using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Buyers;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account;

/// <summary>Signing in and out.</summary>
internal static class SignInRoutes
{
    private const int FieldCharsMax = 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var signIn = routes.MapPrivate("/account/sign-in").OpenTo("it is the door");
        signIn.MapGet("", (HttpContext context, UsePasskey passkeys, CancellationToken ct) =>
            PageAsync(context, passkeys, new SignInForm("", OwnPath.Read(context.Request.Query["return"].ToString())), null, ct));
        signIn.MapPost("", WithPasswordAsync);
        signIn.MapPost("/passkey", WithPasskeyAsync);
        routes.MapPrivate("/account/sign-out").Needs(Permission.OwnAccount).BeforeSecondFactor().MapPost("", SignOutAsync);
    }

    /// <summary>Where a person works.</summary>
    internal static string HomeOf(Seat seat) => seat.IsOperator ? "/operator" : "/console";

    private static async Task<IResult> WithPasswordAsync(HttpContext context, SignIn signIn, SignInDoor door, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var typed = new SignInForm(form.Text("email", FieldCharsMax), OwnPath.Read(form.Text("return", FieldCharsMax)));
        var opened = await signIn.RunAsync(typed.Email, form.Text("password", FieldCharsMax), await door.PlaceAsync(context, ct), ct);
        return opened.IsOk
            ? await door.EnterAsync(context, opened.Value, typed.Return, ct)
            : await PageAsync(context, door.Passkeys, typed, WordsOf(opened.Problem, "WrongSignIn"), ct);
    }

    private static async Task<IResult> WithPasskeyAsync(HttpContext context, SignInDoor door, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var back = OwnPath.Read(form.Text("return", FieldCharsMax));
        var opened = await door.Passkeys.SignInAsync(PasskeyForms.Read(form), await door.PlaceAsync(context, ct), context, ct);
        return opened.IsOk
            ? await door.EnterAsync(context, opened.Value, back, ct)
            : await PageAsync(context, door.Passkeys, new SignInForm("", back), WordsOf(opened.Problem, "PasskeyWrong"), ct);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Desk desk, Sessions sessions, CancellationToken ct)
    {
        await sessions.EndAsync(desk.Seat.SessionId, ct);
        SeatCookie.Delete(context);
        return PrivatePages.SeeOther(context, "/account/sign-in");
    }

    private static string WordsOf(Problem problem, string otherwise) => problem.Code switch
    {
        ProblemCode.TooManyRequests => "TooManyTries",
        ProblemCode.AccountLocked => "AccountLocked",
        _ => otherwise,
    };

    private static async Task<IResult> PageAsync(HttpContext context, UsePasskey passkeys, SignInForm form, string? problem, CancellationToken ct)
    {
        var status = problem switch
        {
            null => StatusCodes.Status200OK,
            "TooManyTries" => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        var challenge = await passkeys.OfferAsync(null, context, ct);
        return ConsoleRoutes.Page<SignInPage>(context, new { Challenge = challenge, form.Return, form.Email, Problem = problem }, status);
    }

    private sealed record SignInForm(string Email, string Return);
}

/// <summary>What every way of signing in does: says from where, sets the cookie, leads on.</summary>
internal sealed class SignInDoor(UsePasskey passkeys, Sessions sessions, DeviceCookie devices)
{
    public UsePasskey Passkeys => passkeys;

    public async Task<SignInPlace> PlaceAsync(HttpContext context, CancellationToken ct) =>
        SeatCookie.PlaceOf(context) with { Device = await devices.IssueAsync(context, ct) };

    public async Task<IResult> EnterAsync(HttpContext context, string token, string back, CancellationToken ct)
    {
        SeatCookie.Write(context, token);
        return PrivatePages.SeeOther(context, back.Length > 0 ? back : SignInRoutes.HomeOf((await sessions.FindAsync(token, ct))!));
    }
}
