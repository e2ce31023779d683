using Diner.Accounts.Permissions;
using Diner.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Merchant.Tonight;

/// <summary>The merchant's first page.</summary>
internal static class TonightRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMerchant("", Permission.HomeView).MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, ReadTonight tonight, CancellationToken ct) =>
        ConsoleRoutes.Page<TonightPage>(context, new { Desk = desk, Steps = await tonight.FirstStepsAsync(desk.Shop, ct) });
}
