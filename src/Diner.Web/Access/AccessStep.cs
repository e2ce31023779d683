using System.Security.Claims;
using Diner.Accounts.Seats;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Access;

/// <summary>
/// Lets people in, or not. 1. An open door is open. 2. Who is not signed in is sent to do so. 3. Who has to prove or enrol a second factor does
/// that first. 4. Another merchant's shop is not there. 5. Who lacks the permission is told so. 6. What is grave asks for the second factor
/// again. An endpoint that says nothing is closed: forgetting to say costs a page, not a secret.
/// </summary>
internal sealed class AccessStep(RequestDelegate next, Sessions sessions, Shops shops, StepUp stepUp)
{
    public const string ShopKey = "shop";

    public async Task InvokeAsync(HttpContext context)
    {
        // No endpoint, or one that only says "not with this method", has nothing to guard.
        var rules = (context.GetEndpoint() as RouteEndpoint)?.Metadata;
        var needed = rules?.GetMetadata<NeedsPermission>();
        if (rules is null || (needed is null && rules.GetMetadata<OpenDoor>() is not null))
        {
            await next(context);
            return;
        }

        var refusal = needed is null ? Pages.NotFound(context) : await RefusalAsync(context, needed.Permission);
        if (refusal is null)
            await next(context);
        else
            await refusal.ExecuteAsync(context);
    }

    private async Task<IResult?> RefusalAsync(HttpContext context, string permission)
    {
        var ct = context.RequestAborted;
        if (SeatCookie.Read(context) is not { } token || await sessions.FindAsync(token, ct) is not { } seat)
            return SignInFirst(context);
        if (SeatGaps.Of(context, seat) is { } first)
            return first;
        var desk = new Desk(seat, SeatCookie.PlaceOf(context).Address);
        if (context.GetRouteValue(ShopKey) is string slug)
        {
            if (await shops.FindAsync(slug, ct) is not { } shop || shop.Merchant != seat.Merchant)
                return Pages.NotFound(context);
            desk = desk with { Shop = shop };
        }

        if (!seat.May(permission))
            return Pages.Error(context, StatusCodes.Status403Forbidden);
        if (context.GetEndpoint()?.Metadata.GetMetadata<AsksAgain>() is { } rule && stepUp.Demand(context, desk, rule) is { } again)
            return again;
        context.Features.Set(desk);
        context.User = Principal(desk);
        return null;
    }

    // What a circuit is told of who opened it: it asks the database for the rest, again and again.
    private static ClaimsPrincipal Principal(Desk desk) => new(new ClaimsIdentity(
        [
            new Claim(CurrentDesk.SessionClaim, desk.Seat.SessionId.Value.ToString("D")),
            new Claim(CurrentDesk.AddressClaim, desk.Address),
        ],
        authenticationType: "seat"));

    private static IResult SignInFirst(HttpContext context) => HttpMethods.IsGet(context.Request.Method)
        ? PrivatePages.SeeOther(context, $"/account/sign-in?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}")
        : Pages.Error(context, StatusCodes.Status401Unauthorized);
}
