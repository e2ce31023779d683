using Diner.Accounts.Merchants;
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

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, ReadTonight tonight, Merchants merchants, CancellationToken ct)
    {
        var merchant = await merchants.FindAsync(desk.Shop.Merchant, ct);
        return ConsoleRoutes.Page<TonightPage>(context, new { Desk = desk, Steps = await tonight.FirstStepsAsync(desk.Shop, ct), SuspendedWhy = merchant?.SuspendedWhy ?? "" });
    }
}
