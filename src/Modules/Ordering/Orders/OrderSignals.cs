using Diner.Kernel;

namespace Diner.Ordering.Orders;

/// <summary>
/// Wakes who waits for an order in this process, right after the commit that changed it. Truth stays in the tables: on another node, or after
/// a lost signal, the waiter wakes at the end of its time and looks. Costs next to nothing when nobody waits. Thread-safe.
/// </summary>
public sealed class OrderSignals(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<OrderId, Waiting> _waiting = [];

    /// <summary>
    /// Completes at the next change of the order, or after <paramref name="atMost"/>. It listens from the moment of the call:
    /// call it, look at the order, then await it, and no change falls between.
    /// </summary>
    public async Task WaitAsync(OrderId order, TimeSpan atMost, CancellationToken ct)
    {
        var waiting = Join(order);
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await Task.WhenAny(waiting.Changed.Task, Task.Delay(atMost, clock, timer.Token));
        }
        finally
        {
            await timer.CancelAsync();
            Leave(order, waiting);
        }

        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Says that these orders changed in any way. After the commit, never before.</summary>
    public void Changed(IEnumerable<OrderId> orders)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return;
            foreach (var order in orders)
            {
                if (_waiting.Remove(order, out var waiting))
                    waiting.Changed.TrySetResult();
            }
        }
    }

    /// <summary>The orders somebody in this process waits for.</summary>
    internal IReadOnlyList<OrderId> Awaited()
    {
        lock (_gate)
            return [.. _waiting.Keys];
    }

    private Waiting Join(OrderId order)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(order, out var waiting))
                _waiting.Add(order, waiting = new Waiting());
            waiting.Count++;
            return waiting;
        }
    }

    private void Leave(OrderId order, Waiting waiting)
    {
        lock (_gate)
        {
            if (--waiting.Count == 0 && _waiting.GetValueOrDefault(order) == waiting)
                _waiting.Remove(order);
        }
    }

    private sealed class Waiting
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count { get; set; }
    }
}
