using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Microsoft.Extensions.Hosting;

namespace Diner.Web.Storefront.Delivery;

/// <summary>
/// Tells an open page where its order is: <c>event: status</c> with the order's mark at once and at each change, <c>event: ping</c> in
/// between so that proxies keep the line open. It ends when nothing more can happen, when the host stops, and after half an hour;
/// the browser comes back by itself.
/// </summary>
internal sealed class OrderEvents(OrderQueries orders, OrderPulses pulses, OrderSignals signals, IHostApplicationLifetime host, TimeProvider clock)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>The events of one order.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(OrderId id, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        var until = clock.GetUtcNow() + Longest;
        var told = "";
        while (!stop.IsCancellationRequested && clock.GetUtcNow() < until)
        {
            // Listen, then look: a change in between wakes the wait.
            var change = signals.WaitAsync(id, Heartbeat, stop.Token);
            if (await orders.FindAsync(id, ct) is not { } order)
                break;
            var pulse = await pulses.OfAsync(order, ct);
            yield return new SseItem<string>(pulse.Mark, pulse.Mark == told ? "ping" : "status");
            told = pulse.Mark;
            if (!pulse.MayChange)
                break;
            await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await stop.CancelAsync();
    }
}
