using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Access;
using Diner.Kernel;
using Diner.Vault.Stock;
using Diner.Web.Kit;

namespace Diner.Host.Api;

/// <summary>What a shop sells.</summary>
internal static class ProductsApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/shops/{slug}/products", ListAsync).OpenTo("what is on sale is public")
            .Produces<IReadOnlyList<ProductModel>>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("listProducts").WithSummary("What the shop sells now, with prices and stock hints.").WithTags("catalog");

    private static async Task<IResult> ListAsync(string slug, Shops shops, ShopMenu menus, StockLevels levels, CancellationToken ct)
    {
        if (await shops.FindAsync(slug, ct) is not { IsOpen: true } shop)
            return ApiProblem.Of(new Problem(ProblemCode.UnknownShop, "There is no shop of that name, or it is closed."));
        var menu = await menus.ReadAsync(shop.Id, ct);
        var stock = await levels.ForShopAsync(shop.Id, ct);
        return Results.Json(menu.Products.Select(product => Model(product, stock, shop.Settings)), JsonBody.Options);
    }

    private static ProductModel Model(ProductCard product, IReadOnlyDictionary<VariantId, StockLevel> stock, ShopSettings settings) => new(
        product.Slug, product.Name, product.Summary, product.Tier.ToString().ToLowerInvariant(),
        [.. product.Variants.Select(variant => Model(variant, StockHint.Of(variant, stock, settings)))]);

    private static VariantModel Model(VariantCard variant, StockHint hint) => new(
        variant.Code, variant.Name, Wire(variant.Kind), AmountModel.Of(variant.UnitPrice),
        [.. variant.PriceBreaks.Select(b => new PriceBreakModel(b.Quantity, AmountModel.Of(variant.UnitPrice with { AmountMinor = b.UnitPriceMinor })))],
        variant.QuantityMin, variant.QuantityMax, hint.ToWire(), hint.Exact);

    private static string Wire(GoodsKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
