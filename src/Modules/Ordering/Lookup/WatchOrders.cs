using Diner.Data.Jobs;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.Extensions.Logging;

namespace Diner.Ordering.Lookup;

/// <summary>
/// Tells the open pages of this node what other nodes changed: one query a second for all of them together, none when nobody waits.
/// </summary>
internal sealed class WatchOrders(OrderSignals signals, OrderQueries orders, TimeProvider clock, ILogger<WatchOrders> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int ChunkSize = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private Dictionary<OrderId, OrderStatus> _seen = [];

    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var now = new Dictionary<OrderId, OrderStatus>();
        foreach (var chunk in signals.Awaited().Chunk(ChunkSize))
        {
            foreach (var (order, status) in await orders.StatusesAsync(chunk, ct))
                now.Add(order, status);
        }

        // An order seen for the first time is told once: it may have changed between its page's look and this one.
        signals.Changed(now.Where(order => !_seen.TryGetValue(order.Key, out var before) || before != order.Value).Select(order => order.Key));
        _seen = now;
        return false;
    }
}
