using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Microsoft.Extensions.Hosting;

namespace Diner.Web.Storefront.Delivery;

/// <summary>
/// Tells an open page where its order is: <c>event: status</c> with the status' wire name at once and at each change, <c>event: ping</c> in
/// between so that proxies keep the line open. It ends when nothing more can happen, when the host stops, and after half an hour;
/// the browser comes back by itself.
/// </summary>
internal sealed class OrderEvents(OrderQueries orders, OrderSignals signals, IHostApplicationLifetime host, TimeProvider clock)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>The events of one order.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(OrderId id, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        var until = clock.GetUtcNow() + Longest;
        OrderStatus? told = null;
        while (!stop.IsCancellationRequested && clock.GetUtcNow() < until)
        {
            // Listen, then look: a change in between wakes the wait.
            var change = signals.WaitAsync(id, Heartbeat, stop.Token);
            if (await orders.FindAsync(id, ct) is not { } order)
                break;
            yield return new SseItem<string>(Wire(order.Status), order.Status == told ? "ping" : "status");
            told = order.Status;
            if (!OrderWords.IsWaiting(order.Status))
                break;
            await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await stop.CancelAsync();
    }

    /// <summary>The status as pages and scripts name it: <c>awaiting_stock</c>.</summary>
    public static string Wire(OrderStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
