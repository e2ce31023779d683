using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Access;
using Diner.Web.Access;
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
        signIn.MapGet("", (HttpContext context) => Page(context, new { Return = PathOrRoot(context.Request.Query["return"].ToString()) }, StatusCodes.Status200OK));
        signIn.MapPost("", SignInAsync);
        routes.MapPrivate("/account/sign-out").Needs(Permission.OwnAccount).BeforeSecondFactor().MapPost("", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn, Sessions sessions, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var (email, path) = (form.Text("email", FieldCharsMax), PathOrRoot(form.Text("return", FieldCharsMax)));
        var opened = await signIn.RunAsync(email, form.Text("password", FieldCharsMax), SeatCookie.PlaceOf(context), ct);
        if (!opened.IsOk)
            return Page(context, new { Return = path, Email = email, IsWrong = true }, StatusCodes.Status422UnprocessableEntity);
        SeatCookie.Write(context, opened.Value);
        return PrivatePages.SeeOther(context, path.Length > 0 ? path : HomeOf((await sessions.FindAsync(opened.Value, ct))!));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Desk desk, Sessions sessions, CancellationToken ct)
    {
        await sessions.EndAsync(desk.Seat.SessionId, ct);
        SeatCookie.Delete(context);
        return PrivatePages.SeeOther(context, "/account/sign-in");
    }

    /// <summary>Where a person works.</summary>
    internal static string HomeOf(Seat seat) => seat.IsOperator ? "/operator" : "/console";

    // Only a path of ours: an address that begins with two slashes, or a backslash, leads elsewhere.
    internal static string PathOrRoot(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "";

    private static IResult Page(HttpContext context, object parameters, int status) => ConsoleRoutes.Page<SignInPage>(context, parameters, status);
}
