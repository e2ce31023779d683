using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Accounts.SecondFactors;
using Diner.Accounts.Staff;
using Diner.Data.Access;
using Diner.Web.Access;
using Diner.Web.Languages;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account;

/// <summary>One's own account.</summary>
internal static class AccountRoutes
{
    private const string Home = "/account";
    private const int FieldCharsMax = 200;

    // What may be said after an act; the address names it, so that a page loaded again says nothing new.
    private static readonly string[] Notes = ["saved", "password", "passkey", "passkey-gone"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var account = routes.MapPrivate(Home).Needs(Permission.OwnAccount);
        account.MapGet("", (HttpContext context, Desk desk, AccountShelf shelf, CancellationToken ct) => PageAsync(context, desk, shelf, isNameWrong: false, ct));
        account.MapPost("/details", SaveAsync);
    }

    /// <summary>Goes to one's account, which says what was done.</summary>
    public static IResult Done(HttpContext context, string note) => PrivatePages.SeeOther(context, $"{Home}?done={note}");

    private static async Task<IResult> SaveAsync(HttpContext context, Desk desk, SaveOwnDetails save, AccountShelf shelf, CancellationToken ct)
    {
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest);
        var language = Language.Known(form.Text("language", FieldCharsMax)) ?? Language.Chinese;
        var saved = await save.RunAsync(desk.Actor, desk.Seat, form.Text("name", FieldCharsMax), language, ct);
        return saved.IsOk ? PrivatePages.SeeOther(context, $"{Home}?done=saved&lang={language}") : await PageAsync(context, desk, shelf, isNameWrong: true, ct);
    }

    private static async Task<IResult> PageAsync(HttpContext context, Desk desk, AccountShelf shelf, bool isNameWrong, CancellationToken ct)
    {
        var done = context.Request.Query["done"].ToString();
        var view = new
        {
            Desk = desk,
            CodesLeft = await shelf.Codes.CountLeftAsync(desk.Seat.StaffId, ct),
            Passkeys = await shelf.Passkeys.ListAsync(desk.Seat, ct),
            Note = Notes.Contains(done) ? $"Note.{done}" : null,
            IsNameWrong = isNameWrong,
        };
        return ConsoleRoutes.Page<AccountPage>(context, view, isNameWrong ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

/// <summary>What the page of one's account is made from.</summary>
internal sealed record AccountShelf(RecoveryCodes Codes, OwnPasskeys Passkeys);
