using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Delivery.Lookup;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Lookup;
using Diner.Web.Domains;
using Diner.Web.Languages;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Storefront.Lookup;

/// <summary>Finding an order again: in this browser, by number and password, by a code mailed to the contact.</summary>
internal static class LookupRoutes
{
    private const int FieldCharsMax = 254;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPrivate("/orders").OpenTo("the browser's own cookie says which orders").MapGet("", BrowserAsync);
        var find = routes.MapPrivate("/s/{slug}/find").OpenTo("password, mailed code or ticket are asked for");
        find.MapGet("", ShowAsync);
        find.MapPost("", ClaimAsync);
        find.MapPost("/code", SendCodeAsync);
        find.MapPost("/code/check", CheckCodeAsync);
        find.MapGet("/{ticket}", ListAsync);
    }

    private static async Task<IResult> BrowserAsync(HttpContext context, LookupDesk desk, CancellationToken ct)
    {
        var page = PageNumber(context);
        var orders = await desk.OfBrowserAsync(context, page, ct);
        return Pages.Private<MyOrdersPage>(context, new { Orders = orders, Shops = await ShopsAsync(context, desk, ct), PageNumber = page });
    }

    // Under a shop's own host name there is no other shop.
    private static async Task<IReadOnlyList<ShopView>> ShopsAsync(HttpContext context, LookupDesk desk, CancellationToken ct) =>
        context.Features.Get<ShopHost>() is { } host && await desk.Shops.FindAsync(host.Slug, ct) is { } own ? [own] : await desk.Shops.ListOpenAsync(ct);

    private static async Task<IResult> ShowAsync(string slug, HttpContext context, LookupDesk desk, CancellationToken ct) =>
        await desk.Shops.FindAsync(slug, ct) is { } shop ? Page(context, new FindView(shop), StatusCodes.Status200OK) : Pages.NotFound(context);

    private static async Task<IResult> ClaimAsync(string slug, HttpContext context, LookupDesk desk, ClaimOrder claims, PageTokens tokens)
    {
        var ct = context.RequestAborted;
        if (await desk.Shops.FindAsync(slug, ct) is not { } shop)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest, shop);
        var claim = new OrderClaim(shop.Id, form.Text("order_no", FieldCharsMax), form.Text("contact", FieldCharsMax), form.Text("password", FieldCharsMax));
        var view = new FindView(shop) { OrderNo = claim.OrderNo, Email = claim.Contact };
        var found = await claims.RunAsync(claim, LookupDesk.AddressOf(context), ct);
        if (found.IsOk)
            return PrivatePages.SeeOther(context, $"/o/{tokens.For(found.Value)}");
        return found.Problem.Code == ProblemCode.TooManyRequests
            ? Page(context, view with { ClaimError = "TooMany" }, StatusCodes.Status429TooManyRequests)
            : Page(context, view with { ClaimError = "WrongClaim" }, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> SendCodeAsync(string slug, HttpContext context, LookupDesk desk, MailLookupCode mail)
    {
        var ct = context.RequestAborted;
        if (await desk.Shops.FindAsync(slug, ct) is not { } shop)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest, shop);
        var view = new FindView(shop) { Email = form.Text("email", FieldCharsMax) };
        if (!EmailAddress.TryParse(view.Email, out var email))
            return Page(context, view with { CodeError = "BadEmail" }, StatusCodes.Status422UnprocessableEntity);
        if (!await desk.AllowAsync(LookupAct.MailCode, context, email.Value, ct))
            return Page(context, view with { CodeError = "TooMany" }, StatusCodes.Status429TooManyRequests);
        await mail.RunAsync(shop.Id, email, Language.Of(context), ct);
        return AskCode(context, view, StatusCodes.Status200OK);
    }

    private static async Task<IResult> CheckCodeAsync(string slug, HttpContext context, LookupDesk desk, RedeemLookupCode redeem)
    {
        var ct = context.RequestAborted;
        if (await desk.Shops.FindAsync(slug, ct) is not { } shop)
            return Pages.NotFound(context);
        if (await PrivatePages.ReadFormAsync(context.Request, ct) is not { } form)
            return Pages.Error(context, StatusCodes.Status400BadRequest, shop);
        var view = new FindView(shop) { Email = form.Text("email", FieldCharsMax) };
        if (!EmailAddress.TryParse(view.Email, out var email))
            return Page(context, view with { CodeError = "BadEmail" }, StatusCodes.Status422UnprocessableEntity);
        if (!await desk.AllowAsync(LookupAct.Try, context, email.Value, ct))
            return AskCode(context, view with { CodeError = "TooMany" }, StatusCodes.Status429TooManyRequests);
        var ticket = await redeem.RunAsync(shop.Id, email, form.Text("code", FieldCharsMax), ct);
        return ticket.IsOk
            ? PrivatePages.SeeOther(context, $"/s/{slug}/find/{ticket.Value}")
            : AskCode(context, view with { CodeError = "WrongCode" }, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(string slug, string ticket, HttpContext context, LookupDesk desk, LookupTickets tickets)
    {
        var ct = context.RequestAborted;
        if (await desk.Shops.FindAsync(slug, ct) is not { } shop)
            return Pages.NotFound(context);
        if (await tickets.ReadAsync(ticket, ct) is not { } read || read.ShopId != shop.Id)
            return Page(context, new FindView(shop) { CodeError = "TicketOver" }, StatusCodes.Status404NotFound);
        var page = PageNumber(context);
        var orders = await desk.Orders.ForContactAsync(shop.Id, read.ContactHash, page, ct);
        return Pages.Private<ContactOrdersPage>(context, new { Shop = shop, Orders = orders, PageNumber = page });
    }

    private static IResult Page(HttpContext context, FindView view, int status) => Pages.Private<FindPage>(context, new { View = view }, status);

    private static IResult AskCode(HttpContext context, FindView view, int status) => Pages.Private<CodePage>(context, new { View = view }, status);

    private static int PageNumber(HttpContext context) => int.TryParse(context.Request.Query["page"], out var page) && page > 0 ? page : 1;
}
