using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Ordering.Lookup;

internal static class LookupServices
{
    /// <summary>Finding orders, and waiting for them.</summary>
    public static void AddLookup(this IServiceCollection services)
    {
        services.AddSingleton<BuyerHashes>();
        services.AddSingleton<OrderSignals>();
        services.AddSingleton<OrderQueries>();
        services.AddSingleton<WatchOrders>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchOrders>());
    }
}
