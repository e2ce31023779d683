using Diner.Accounts.Permissions;
using Diner.Accounts.SecondFactors;
using Diner.Data.Access;
using Diner.Web.Access;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Account;

/// <summary>One's own account.</summary>
internal static class AccountRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPrivate("/account").Needs(Permission.OwnAccount).MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, RecoveryCodes codes, CancellationToken ct) =>
        ConsoleRoutes.Page<AccountPage>(context, new { Desk = desk, CodesLeft = await codes.CountLeftAsync(desk.Seat.StaffId, ct) });
}
