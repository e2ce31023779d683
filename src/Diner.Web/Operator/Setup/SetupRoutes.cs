using Diner.Accounts.Setup;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Setup;

/// <summary>The set-up link that <c>diner serve</c> prints: makes the first administrator, once.</summary>
internal static class SetupRoutes
{
    // Longer than any password is taken whole, so that the length is judged and not cut.
    private const int FieldCharsMax = 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var setup = routes.MapPrivate("/setup/{token}").OpenTo("the address holds the one-time token");
        setup.MapGet("", ShowAsync);
        setup.MapPost("", CreateAsync);
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext context, SetupLinks links, CancellationToken ct) =>
        await links.IsOpenAsync(token, ct) ? Page(context, new SetupView(SetupState.Open), StatusCodes.Status200OK) : Closed(context);

    private static async Task<IResult> CreateAsync(string token, HttpContext context, SetupLinks links, CreateFirstAdministrator create, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var (email, password) = (form.Text("email", FieldCharsMax), form.Text("password", FieldCharsMax));
        var view = new SetupView(SetupState.Open) { Email = email };
        if (password != form.Text("password_again", FieldCharsMax))
            return await links.IsOpenAsync(token, ct) ? Wrong(context, view with { AgainError = "PasswordsDiffer" }) : Closed(context);
        var created = await create.RunAsync(token, email, password, ct);
        return created.Problem switch
        {
            null => Page(context, new SetupView(SetupState.Done), StatusCodes.Status200OK),
            { Code: ProblemCode.InvalidContact } => Wrong(context, view with { EmailError = "BadEmail" }),
            { Code: ProblemCode.InvalidPassword } => Wrong(context, view with { PasswordError = "BadPassword" }),
            _ => Closed(context),
        };
    }

    private static IResult Wrong(HttpContext context, SetupView view) => Page(context, view, StatusCodes.Status422UnprocessableEntity);

    private static IResult Closed(HttpContext context) => Page(context, new SetupView(SetupState.Closed), StatusCodes.Status404NotFound);

    private static IResult Page(HttpContext context, SetupView view, int status) => Pages.Private<SetupPage>(context, new { View = view }, status);
}
