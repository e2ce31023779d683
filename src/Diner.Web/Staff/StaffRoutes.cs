using Diner.Accounts.Invitations;
using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Errors;
using Diner.Web.Languages;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Staff;

/// <summary>Who works here: alike for a merchant's people and for the operator's own.</summary>
internal static class StaffRoutes
{
    private const int FieldCharsMax = 300;

    // What may be said after an act; the address names it.
    private static readonly string[] Notes = ["NoteInvited", "NoteResent", "NoteWithdrawn", "NoteRoles", "NoteRemoved"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes.MapMerchant("staff", Permission.StaffView), Permission.StaffEdit, $"/console/{{{AccessStep.ShopKey}}}/staff");
        Map(routes.MapOperator("staff", Permission.OperatorStaffEdit), Permission.OperatorStaffEdit, "/operator/staff");
        routes.MapOperator("roles", Permission.OperatorHome).MapGet("", Matrix);
    }

    private static void Map(RouteGroupBuilder staff, string edit, string home)
    {
        staff.MapGet("", (HttpContext context, Desk desk, StaffShelf shelf, CancellationToken ct) => PageAsync(context, desk, shelf, new StaffForm(), ct));
        staff.MapGet("/roles", Matrix);
        staff.MapPost("/invite", InviteAsync).Needs(edit).AsksAgain(home);
        staff.MapPost("/resend", (HttpContext context, Desk desk, StaffShelf shelf, CancellationToken ct) =>
            ActAsync(context, desk, shelf, "NoteResent", (form, id) => shelf.Invite.ResendAsync(desk.Actor, desk.Seat.Merchant, id, ct), ct)).Needs(edit).AsksAgain(home);
        staff.MapPost("/withdraw", (HttpContext context, Desk desk, StaffShelf shelf, CancellationToken ct) =>
            ActAsync(context, desk, shelf, "NoteWithdrawn", (form, id) => shelf.Invite.WithdrawAsync(desk.Actor, desk.Seat.Merchant, id, ct), ct)).Needs(edit).AsksAgain(home);
        staff.MapPost("/change", (HttpContext context, Desk desk, StaffShelf shelf, CancellationToken ct) =>
            ActAsync(context, desk, shelf, "NoteRoles", (form, id) => shelf.Change.RunAsync(desk.Actor, desk.Seat.Merchant, new StaffId(id), RolesOf(form), ct), ct)).Needs(edit).AsksAgain(home);
        staff.MapPost("/remove", (HttpContext context, Desk desk, StaffShelf shelf, CancellationToken ct) =>
            ActAsync(context, desk, shelf, "NoteRemoved", (form, id) => shelf.Change.RemoveAsync(desk.Actor, desk.Seat.Merchant, new StaffId(id), ct), ct)).Needs(edit).AsksAgain(home);
    }

    private static async Task<IResult> InviteAsync(HttpContext context, Desk desk, StaffShelf shelf, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var typed = new StaffForm { Email = form.Text("email", FieldCharsMax), Roles = RolesOf(form) };
        var language = Language.Known(form.Text("language", FieldCharsMax)) ?? Language.Of(context);
        var invited = await shelf.Invite.RunAsync(desk.Actor, new StaffInvite(desk.Seat.Merchant, typed.Email, typed.Roles, language), ct);
        return invited.IsOk ? Done(context, desk, "NoteInvited") : await PageAsync(context, desk, shelf, typed with { Problem = invited.Problem }, ct);
    }

    private static async Task<IResult> ActAsync<T>(HttpContext context, Desk desk, StaffShelf shelf, string note, Func<IFormCollection, Guid, Task<Result<T>>> act, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form || !Guid.TryParse(form.Text("id", FieldCharsMax), out var id))
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var done = await act(form, id);
        return done.IsOk ? Done(context, desk, note) : await PageAsync(context, desk, shelf, new StaffForm { Problem = done.Problem, About = id }, ct);
    }

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, StaffShelf shelf, StaffForm form, CancellationToken ct)
    {
        var (after, done) = (context.Request.Query["after"].ToString(), context.Request.Query["done"].ToString());
        var view = new StaffPageView(await shelf.People.ListAsync(desk.Seat.Merchant, after, ct), await shelf.Invitations.ListAsync(desk.Seat.Merchant, ct), form)
        {
            Home = HomeOf(desk),
            Note = Notes.Contains(done) ? done : null,
            Now = shelf.Clock.GetUtcNow(),
        };
        return ConsoleRoutes.Page<StaffPage>(context, new { Desk = desk, View = view }, form.Problem?.Code.ToStatus() ?? StatusCodes.Status200OK);
    }

    private static IResult Matrix(HttpContext context, Desk desk) => ConsoleRoutes.Page<RolesPage>(context, new { Desk = desk, Home = HomeOf(desk) });

    private static IResult Done(HttpContext context, Desk desk, string note) => PrivatePages.SeeOther(context, $"{HomeOf(desk)}?done={note}");

    private static string HomeOf(Desk desk) => desk.HasShop ? $"/console/{desk.Shop.Slug}/staff" : "/operator/staff";

    private static IReadOnlyList<Role> RolesOf(IFormCollection form) =>
        [.. form["role"].Where(role => Enum.TryParse<Role>(role, out var known) && Enum.IsDefined(known)).Select(role => Enum.Parse<Role>(role!)).Distinct()];
}

/// <summary>What the page of staff is made from and acts with.</summary>
internal sealed record StaffShelf(StaffList People, Diner.Accounts.Invitations.Invitations Invitations, InviteStaff Invite, ChangeRoles Change, TimeProvider Clock);
