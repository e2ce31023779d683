using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Vault.Stock;
using Diner.Web.Caching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Web.Storefront.Products;

/// <summary>The page of one product.</summary>
internal static class ProductRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/s/{slug}/p/{product}", ShowAsync).CacheOutput(ShopPagePolicy.Name).ExcludeFromDescription().OpenTo("what is on sale is public");

    private static async Task<IResult> ShowAsync([AsParameters] ProductAddress at, HttpContext context, ProductShelf shelf, CancellationToken ct)
    {
        if (await shelf.Shops.FindAsync(at.Slug, ct) is not { } shop)
            return Pages.NotFound(context);
        ShopPagePolicy.Tie(context, shop.Id);
        if (await shelf.Products.FindAsync(shop.Id, at.Product, ct) is not { } product)
            return Pages.NotFound(context, shop);
        return Pages.Of<ProductDetailPage>(context, new { View = new ProductView(shop, product, await shelf.Levels.ForShopAsync(shop.Id, ct)) });
    }
}

/// <summary>Which product of which shop.</summary>
internal readonly record struct ProductAddress(string Slug, string Product);

/// <summary>What a product's page is read from.</summary>
internal sealed record ProductShelf(Shops Shops, ProductPages Products, StockLevels Levels);
