using Microsoft.Extensions.DependencyInjection;

namespace Diner.Payments.Routing;

internal static class RoutingServices
{
    public static void AddPaymentRouting(this IServiceCollection services)
    {
        services.AddSingleton<Circuits>();
        services.AddSingleton<RouteHistory>();
        services.AddSingleton(house => new RoutePayments(house.GetRequiredService<Channels.Channels>(), house.GetRequiredService<Circuits>(), house.GetRequiredService<RouteHistory>()));
    }
}
