using Diner.Accounts.Permissions;
using Diner.Catalog.Covers;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Web.Access;
using Diner.Web.Kit;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Web.Merchant.Goods;

/// <summary>Covers come in here, and go out to everybody.</summary>
internal static class CoverRoutes
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes, RouteGroupBuilder edit)
    {
        routes.MapGet("/covers/{name}", ServeAsync).CacheOutput(policy => policy.Expire(Remembered)).ExcludeFromDescription().OpenTo("what is on sale is public");
        edit.MapPost("{product:guid}/cover", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(PictureForm.BodyBytesMax)).Needs(Permission.GoodsEdit);
        edit.MapPost("{product:guid}/cover/remove", RemoveAsync);
    }

    private static async Task<IResult> ServeAsync(string name, HttpContext context, Covers covers, CancellationToken ct)
    {
        if (await covers.FindAsync(name, ct) is not { } picture)
            return Pages.NotFound(context);
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(picture, "image/webp");
    }

    private static async Task<IResult> TakeAsync(Guid product, HttpContext context, Desk desk, GoodsDesk goods, SetCover set)
    {
        var ct = context.RequestAborted;
        var id = new ProductId(product);
        if (await goods.Goods.FindAsync(desk.Shop.Id, id, ct) is not { } item)
            return Pages.NotFound(context);
        var outcome = await PictureForm.ReadAsync(context, "cover", async file => await set.RunAsync(desk.Actor, new CoverOf(desk.Shop.Id, id), file, ct), ct);
        if (outcome == CoverOutcome.Set)
            return GoodsRoutes.Done(context, desk, id, "cover");
        return await GoodsRoutes.PageAsync(context, desk, goods, new ProductView(item, ProductForm.Of(item.Product), SaleForm.Of(item.Sale, desk.Shop)) { CoverProblem = outcome });
    }

    private static async Task<IResult> RemoveAsync(Guid product, HttpContext context, Desk desk, GoodsDesk goods, CancellationToken ct)
    {
        if (await goods.Goods.FindAsync(desk.Shop.Id, new ProductId(product), ct) is not { } item)
            return Pages.NotFound(context);
        await goods.Save.RunAsync(desk.Actor, item.Product with { CoverUrl = "" }, ct);
        return GoodsRoutes.Done(context, desk, item.Id, "uncovered");
    }
}
