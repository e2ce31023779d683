using Diner.Accounts.Invitations;
using Diner.Accounts.Merchants;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Accounts.Users;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Users;

/// <summary>Everybody with an account, of every merchant: found, looked at, and by the security administrator locked and reset.</summary>
internal static class UsersRoutes
{
    private const string Person = "/operator/users/{id}";

    // What may be said after an act; the address names it.
    private static readonly string[] Notes = ["NoteLocked", "NoteUnlocked", "NoteEnded", "NoteReset"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapOperator("users", Permission.OperatorUsersView);
        users.MapGet("", ListAsync);
        users.MapGet("/{id:guid}", (Guid id, HttpContext context, Desk desk, UsersShelf shelf, CancellationToken ct) => PageAsync(context, (desk, shelf), id, null, ct));
        MapAct(users, "lock", "NoteLocked", (shelf, actor, id, ct) => shelf.Secure.LockAsync(actor, id, ct));
        MapAct(users, "unlock", "NoteUnlocked", (shelf, actor, id, ct) => shelf.Secure.UnlockAsync(actor, id, ct));
        MapAct(users, "end-sessions", "NoteEnded", (shelf, actor, id, ct) => shelf.Secure.EndSessionsAsync(actor, id, ct));
        MapAct(users, "reset-second-factor", "NoteReset", (shelf, actor, id, ct) => shelf.Secure.ResetSecondFactorAsync(actor, id, ct));
    }

    private static void MapAct(RouteGroupBuilder users, string place, string note, Func<UsersShelf, Data.Audit.Actor, StaffId, CancellationToken, Task<Result<UserView>>> act) =>
        users.MapPost($"/{{id:guid}}/{place}", async (Guid id, HttpContext context, Desk desk, UsersShelf shelf, CancellationToken ct) =>
        {
            var done = await act(shelf, desk.Actor, new StaffId(id), ct);
            return done.IsOk
                ? PrivatePages.SeeOther(context, $"/operator/users/{id:D}?done={note}")
                : await PageAsync(context, (desk, shelf), id, done.Problem, ct);
        }).Needs(Permission.OperatorUsersSecure).AsksAgain(Person);

    private static async Task<IResult> ListAsync(HttpContext context, Desk desk, UsersShelf shelf, CancellationToken ct)
    {
        var query = UsersQuery.Read(context.Request.Query);
        var filter = query.ToFilter();
        var view = new UsersView(query)
        {
            People = query.IsInvited ? [] : await shelf.Users.ListAsync(filter, query.After, ct),
            Invited = query.IsInvited ? await shelf.Users.InvitedAsync(filter, (query.After, query.AfterId), ct) : [],
            Merchant = filter.Merchant is { } merchant ? await shelf.Merchants.FindAsync(merchant, ct) : null,
        };
        return ConsoleRoutes.Page<UserListPage>(context, new { Desk = desk, View = view });
    }

    private static async Task<IResult> PageAsync(HttpContext context, (Desk Desk, UsersShelf Shelf) at, Guid id, Problem? problem, CancellationToken ct)
    {
        if (await at.Shelf.Users.FindAsync(new StaffId(id), ct) is not { } user)
            return Pages.NotFound(context);
        Guid? before = Guid.TryParse(context.Request.Query["before"], out var last) ? last : null;
        var done = context.Request.Query["done"].ToString();
        return ConsoleRoutes.Page<UserPage>(context, new
        {
            at.Desk,
            User = user,
            Sessions = await at.Shelf.Users.SessionsAsync(user, ct),
            SignIns = await at.Shelf.History.ListAsync(user.Id, before, ct),
            CodesLeft = await at.Shelf.Codes.CountLeftAsync(user.Id, ct),
            Problem = problem,
            Note = Array.Find(Notes, note => note == done),
        }, problem?.Code.ToStatus() ?? StatusCodes.Status200OK);
    }
}

/// <summary>What the pages of people are made from and act with.</summary>
internal sealed record UsersShelf(UserList Users, SecureUser Secure, SignInHistory History, Accounts.SecondFactors.RecoveryCodes Codes, Accounts.Merchants.Merchants Merchants);

/// <summary>One page of people, or of invitations.</summary>
/// <param name="Query">What was asked for.</param>
public sealed record UsersView(UsersQuery Query)
{
    /// <summary>People.</summary>
    public required IReadOnlyList<UserView> People { get; init; }

    /// <summary>Who is invited; filled only when they were asked for.</summary>
    public required IReadOnlyList<InvitationView> Invited { get; init; }

    /// <summary>The merchant asked for, or null.</summary>
    public MerchantView? Merchant { get; init; }

    /// <summary>The address of the next page, or null when this is the last.</summary>
    public string? Next => (People, Invited) switch
    {
        ({ Count: UserList.PageMax }, _) => Query.ToAddress(People[^1].Email, default),
        (_, { Count: UserList.PageMax }) => Query.ToAddress(Invited[^1].Email, Invited[^1].Id),
        _ => null,
    };
}
