using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Health;
using Diner.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Web.Operator.Channels;

/// <summary>How the channels of every shop do over the last hour, day or week; the worst first.</summary>
internal static class ChannelHealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapOperator("channels", Permission.OperatorChannelsView).MapGet("", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext context, Desk desk, ChannelHealth health, Diner.Payments.Channels.Channels channels, Shops shops, CancellationToken ct)
    {
        var hours = context.Request.Query["hours"].ToString() switch { "1" => 1, "168" => 168, _ => 24 };
        var figures = await health.ReadAsync(TimeSpan.FromHours(hours), ct);
        var all = await channels.ListAsync(null, ct);
        return ConsoleRoutes.Page<ChannelHealthPage>(context, new
        {
            Desk = desk,
            Hours = hours,
            Rows = all.Select(channel => (channel, figures.GetValueOrDefault(channel.Id))).OrderBy(row => row.Item2?.SuccessPercent ?? 101).ToList(),
            Names = await shops.NamesAsync(all.Select(channel => (ShopId?)channel.ShopId), ct),
        });
    }
}
