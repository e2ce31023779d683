using Diner.Data.Lanes;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Settlement.Settle;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>What cannot be taken is turned away, not promised. Each test has a server of its own, because it spoils it.</summary>
public abstract class BackPressureSpecs(DatabaseKind kind) : IAsyncLifetime
{
    private const int EntriesMax = 20_000;
    private readonly HttpFront _front = new(kind);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private BatchLane<SettlementRequest, SettlementResult> Lane => _front.Get<BatchLane<SettlementRequest, SettlementResult>>();

    public ValueTask InitializeAsync() => _front.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _front.DisposeAsync();
    }

    [Fact]
    public async Task A_full_lane_says_try_later_and_nothing_is_lost()
    {
        var order = await _front.PlaceAsync();
        Task last;
        await using (await HoldDatabaseAsync())
        {
            last = FillLane();
            Assert.Equal((503, "fail"), await _front.TellAsync(_front.Notification(order, trade: "t")));
            Assert.Equal(503, await ReadinessAsync());
        }

        await last;
        Assert.Equal(200, await ReadinessAsync());
        Assert.Equal("pending", await _front.StatusAsync(order));
        Assert.Equal((200, "success"), await _front.TellAsync(_front.Notification(order, trade: "t")));
        Assert.Equal("delivered", await _front.StatusAsync(order));
        await _front.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_draining_server_is_not_ready_and_takes_no_payment()
    {
        var order = await _front.PlaceAsync();
        Assert.Equal(200, await ReadinessAsync());
        await Lane.StopAsync(Ct);
        Assert.Equal(503, await ReadinessAsync());
        Assert.Equal((503, "fail"), await _front.TellAsync(_front.Notification(order)));
        Assert.Equal("pending", await _front.StatusAsync(order));
    }

    // Settling waits: on SQLite for the one writer's turn, on PostgreSQL for the table.
    private async Task<UnitOfWork> HoldDatabaseAsync()
    {
        var work = await _front.Get<Database>().BeginAsync(Ct);
        if (work.Kind == DatabaseKind.Postgres)
            await work.RunAsync((SqlText)"lock table ordering_orders in exclusive mode", Ct);
        return work;
    }

    // With requests that will find nothing to do. The worker takes what is there once or twice before it waits.
    private Task FillLane()
    {
        Task last = Task.CompletedTask;
        var turnedAway = 0;
        for (var entry = 0; entry < EntriesMax && turnedAway < 100; entry++)
        {
            if (Lane.TryEnter(SettlementRequest.KeysArrived(default, "D000000-00000000", default), out var settling))
            {
                last = settling;
                continue;
            }

            turnedAway++;
            Thread.Sleep(1);
        }

        Assert.Equal(100, turnedAway);
        return last;
    }

    private async Task<int> ReadinessAsync()
    {
        using var answer = await _front.Http.GetAsync("/readyz", Ct);
        return (int)answer.StatusCode;
    }
}

public sealed class BackPressureOnSqlite() : BackPressureSpecs(DatabaseKind.Sqlite);

public sealed class BackPressureOnPostgres() : BackPressureSpecs(DatabaseKind.Postgres);
