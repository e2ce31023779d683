using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account.Activity;

/// <summary>Where one is signed in, and where one was.</summary>
internal static class SessionRoutes
{
    private const string Home = "/account/sessions";
    private const int IdChars = 36;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapPrivate(Home).Needs(Permission.OwnAccount);
        sessions.MapGet("", ListAsync);
        sessions.MapPost("/end", EndAsync);
        sessions.MapPost("/end-others", EndOthersAsync);
        routes.MapPrivate("/account/history").Needs(Permission.OwnAccount).MapGet("", HistoryAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, OwnSessions sessions, CancellationToken ct) =>
        ConsoleRoutes.Page<SessionsPage>(context, new { Desk = desk, Sessions = await sessions.ListAsync(desk.Seat, ct) });

    private static async Task<IResult> EndAsync(HttpContext context, Desk desk, OwnSessions sessions, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || !Guid.TryParse(form.Text("id", IdChars), out var id))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        await sessions.EndAsync(desk.Actor, desk.Seat, new SessionId(id), ct);
        if (id != desk.Seat.SessionId.Value)
            return PrivatePages.SeeOther(context, Home);
        SeatCookie.Delete(context);
        return PrivatePages.SeeOther(context, "/account/sign-in");
    }

    private static async Task<IResult> EndOthersAsync(HttpContext context, Desk desk, OwnSessions sessions, CancellationToken ct)
    {
        await sessions.EndOthersAsync(desk.Actor, desk.Seat, ct);
        return PrivatePages.SeeOther(context, Home);
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, Desk desk, SignInHistory history, CancellationToken ct)
    {
        Guid? before = Guid.TryParse(context.Request.Query["before"], out var id) ? id : null;
        return ConsoleRoutes.Page<HistoryPage>(context, new { Desk = desk, SignIns = await history.ListAsync(desk.Seat.StaffId, before, ct) });
    }
}
