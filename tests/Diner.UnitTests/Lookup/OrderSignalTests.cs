using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Lookup;

public sealed class OrderSignalTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly OrderSignals _signals;
    private readonly OrderId _order;
    private readonly OrderId _other;

    public OrderSignalTests()
    {
        var ids = new IdSource(_clock);
        (_signals, _order, _other) = (new OrderSignals(_clock), ids.Next<OrderId>(), ids.Next<OrderId>());
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_wakes_everyone_who_waits_for_that_order()
    {
        var waits = new[] { _signals.WaitAsync(_order, Second, Ct), _signals.WaitAsync(_order, Second, Ct) };
        _signals.Changed([_order]);
        await Task.WhenAll(waits);
    }

    [Fact]
    public async Task A_change_of_another_order_wakes_nobody_else()
    {
        var wait = _signals.WaitAsync(_order, Second, Ct);
        _signals.Changed([_other]);
        Assert.False(wait.IsCompleted);
        _clock.Advance(Second);
        await wait;
    }

    [Fact]
    public async Task Who_gives_up_early_does_not_deafen_who_stays()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var left = _signals.WaitAsync(_order, Second, leaving.Token);
        var stays = _signals.WaitAsync(_order, Second, Ct);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _signals.Changed([_order]);
        await stays;
    }
}
