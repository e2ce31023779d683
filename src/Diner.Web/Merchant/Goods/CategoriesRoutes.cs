using Diner.Accounts.Permissions;
using Diner.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Goods;

/// <summary>The tree of categories.</summary>
internal static class CategoriesRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMerchant("categories", Permission.GoodsView)
        .MapGet("", (HttpContext context, Desk desk) => ConsoleRoutes.Page<CategoriesPage>(context, new { Desk = desk }));
}
