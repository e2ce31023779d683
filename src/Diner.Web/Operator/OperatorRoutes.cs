using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Web.Access;
using Diner.Web.Operator.Books;
using Diner.Web.Operator.Channels;
using Diner.Web.Operator.Doctor;
using Diner.Web.Operator.Exceptions;
using Diner.Web.Operator.Jobs;
using Diner.Web.Operator.Orders;
using Diner.Web.Operator.Outbox;
using Diner.Web.Operator.Payouts;
using Diner.Web.Operator.Settings;
using Diner.Web.Operator.Merchants;
using Diner.Web.Operator.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator;

/// <summary>Every page of the operator's console, one a line.</summary>
internal static class OperatorRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOperator("", Permission.OperatorHome).MapGet("", ShowAsync);
        ExceptionRoutes.Map(routes);
        ChannelHealthRoutes.Map(routes);
        JobRoutes.Map(routes);
        OutboxRoutes.Map(routes);
        DoctorRoutes.Map(routes);
        HouseSettingsRoutes.Map(routes);
        MerchantsRoutes.Map(routes);
        UsersRoutes.Map(routes);
        AcrossRoutes.Map(routes);
        TrialBalanceRoutes.Map(routes);
        PayoutQueueRoutes.Map(routes);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, Shops shops, ExceptionDesk exceptions, CancellationToken ct)
    {
        var waiting = desk.May(Permission.OperatorExceptionsView) ? await exceptions.CountAsync(ct) : [];
        return ConsoleRoutes.Page<OperatorHomePage>(context, new { Desk = desk, Shops = await shops.ListOpenAsync(ct), Waiting = waiting });
    }
}
