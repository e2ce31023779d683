using Diner.Accounts.Invitations;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account.Invitations;

/// <summary>Taking up an invitation to work here.</summary>
internal static class InvitationRoutes
{
    private const int FieldCharsMax = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var invitation = routes.MapPrivate("/account/invitation/{token}").OpenTo("the address holds the one-time token");
        invitation.MapGet("", ShowAsync);
        invitation.MapPost("", AcceptAsync);
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext context, Diner.Accounts.Invitations.Invitations invitations, CancellationToken ct) =>
        Page(context, new InvitationPageView(await invitations.FindAsync(token, ct)));

    private static async Task<IResult> AcceptAsync(string token, HttpContext context, AcceptInvitation accept, Diner.Accounts.Invitations.Invitations invitations, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var view = new InvitationPageView(await invitations.FindAsync(token, ct)) { Name = form.Text("name", FieldCharsMax) };
        if (view.Invitation is null)
            return Page(context, view);
        if (NewPassword.Read(form) is not { } password)
            return Page(context, view with { Problem = NewPasswordFields.Differ }, StatusCodes.Status422UnprocessableEntity);
        var made = await accept.RunAsync(token, view.Name, password, SeatCookie.PlaceOf(context).Address, ct);
        return made.Problem switch
        {
            null => Page(context, view with { IsDone = true }),
            { Code: ProblemCode.NotFound } => Page(context, view with { Invitation = null }),
            var problem => Page(context, view with { Problem = problem.Code.ToString() }, problem.Code.ToStatus()),
        };
    }

    private static IResult Page(HttpContext context, InvitationPageView view, int? status = null) =>
        ConsoleRoutes.Page<InvitationPage>(context, new { View = view }, status ?? (view.Invitation is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK));
}

/// <summary>What the page of an invitation shows.</summary>
/// <param name="Invitation">It, or null when the link opens nothing.</param>
public sealed record InvitationPageView(InvitationView? Invitation)
{
    /// <summary>What was typed as name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The key of a sentence about what was wrong, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>True once the account is made.</summary>
    public bool IsDone { get; init; }
}
