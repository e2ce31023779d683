using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Diner.Ordering.Checkout;

/// <summary>The lane checkouts gather in.</summary>
internal static class CheckoutLane
{
    private const int Capacity = 4096;
    private const int BatchMax = 256;

    public static BatchLane<OrderDraft, Result<OrderView>> Make(IServiceProvider services) => new(
        new LaneOptions("checkout", Capacity, BatchMax, Workers: services.GetRequiredService<Database>().Kind == DatabaseKind.Postgres ? 2 : 1),
        services.GetRequiredService<PlaceOrders>().RunAsync,
        services.GetRequiredService<ILoggerFactory>().CreateLogger<PlaceOrder>());
}
