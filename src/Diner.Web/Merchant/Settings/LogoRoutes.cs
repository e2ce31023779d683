using Diner.Catalog.Covers;
using Diner.Catalog.Shops;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Settings;

/// <summary>A shop's logo comes in, or goes; it is served where covers are.</summary>
internal static class LogoRoutes
{
    public static void Map(RouteGroupBuilder settings)
    {
        settings.MapPost("/logo", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(PictureForm.BodyBytesMax));
        settings.MapPost("/logo/remove", RemoveAsync);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, Desk desk, SetLogo set)
    {
        var ct = context.RequestAborted;
        var outcome = await PictureForm.ReadAsync(context, "logo", file => set.RunAsync(desk.Actor, desk.Shop.Id, file, ct), ct);
        return outcome == CoverOutcome.Set
            ? Done(context, desk)
            : ConsoleRoutes.Page<ShopSettingsPage>(context, new { Desk = desk, Edit = ShopEdit.From(desk.Shop), LogoProblem = (CoverOutcome?)outcome }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, Desk desk, SetLogo set, CancellationToken ct)
    {
        await set.RemoveAsync(desk.Actor, desk.Shop.Id, ct);
        return Done(context, desk);
    }

    private static IResult Done(HttpContext context, Desk desk) => PrivatePages.SeeOther(context, $"/console/{desk.Shop.Slug}/settings?saved=1");
}
