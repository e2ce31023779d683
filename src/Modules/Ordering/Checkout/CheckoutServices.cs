using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Diner.Ordering.Checkout;

internal static class CheckoutServices
{
    private const int LaneCapacity = 4096;
    private const int BatchMax = 256;

    /// <summary>Placing orders, and the lane they gather in.</summary>
    public static void AddCheckout(this IServiceCollection services)
    {
        services.TryAddSingleton(new LimitSwitch(IsOn: true));
        services.AddSingleton<DraftOrder>();
        services.AddSingleton<PlaceOrders>();
        services.AddLane(Lane);
        services.AddSingleton(provider => new PlaceOrder(
            provider.GetRequiredService<DraftOrder>(),
            provider.GetRequiredService<BatchLane<OrderDraft, Result<OrderView>>>(),
            provider.GetRequiredService<ISettleFreeOrders>()));
    }

    private static BatchLane<OrderDraft, Result<OrderView>> Lane(IServiceProvider services) => new(
        new LaneOptions("checkout", LaneCapacity, BatchMax, Workers: services.GetRequiredService<Database>().Kind == DatabaseKind.Postgres ? 2 : 1),
        services.GetRequiredService<PlaceOrders>().RunAsync,
        services.GetRequiredService<ILoggerFactory>().CreateLogger<PlaceOrder>());
}
