using Diner.Catalog.Menus;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Web.Caching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Web.Storefront.Home;

/// <summary>What a visitor sees first.</summary>
internal static class HomeRoutes
{
    private const int SearchLengthMax = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", StartAsync).CacheOutput(ShopPagePolicy.Name).ExcludeFromDescription().OpenTo("what is on sale is public");
        routes.MapGet("/s/{slug}", ShopAsync).CacheOutput(ShopPagePolicy.Name).ExcludeFromDescription().OpenTo("what is on sale is public");
    }

    /// <summary>One open shop: its home. Several: the list of them.</summary>
    private static async Task<IResult> StartAsync(HttpContext context, Shops shops, ShelfReader shelf, CancellationToken ct)
    {
        ShopPagePolicy.TieToAll(context);
        var open = await shops.ListOpenAsync(ct);
        return open.Count == 1
            ? await PageAsync(context, open[0], shelf, ct)
            : Pages.Of<ShopListPage>(context, new { Shops = open });
    }

    private static async Task<IResult> ShopAsync(string slug, HttpContext context, Shops shops, ShelfReader shelf, CancellationToken ct) =>
        await shops.FindAsync(slug, ct) is { } shop ? await PageAsync(context, shop, shelf, ct) : Pages.NotFound(context);

    private static async Task<IResult> PageAsync(HttpContext context, ShopView shop, ShelfReader shelf, CancellationToken ct)
    {
        ShopPagePolicy.Tie(context, shop.Id);
        var (menu, levels) = await shelf.ReadAsync(shop.Id, ct);
        var category = context.Request.Query[ShopPagePolicy.CategoryKey].ToString();
        var path = category.Length == 0 ? [] : menu.PathTo(category);
        if (category.Length > 0 && path.Count == 0)
            return Pages.NotFound(context, shop);
        return Pages.Of<ShopHomePage>(context, new { View = new ShopHomeView(shop, menu, path, SearchOf(context), levels) });
    }

    private static string SearchOf(HttpContext context)
    {
        var search = context.Request.Query[ShopPagePolicy.SearchKey].ToString().Trim();
        return search.Length <= SearchLengthMax ? search : search[..SearchLengthMax];
    }
}
