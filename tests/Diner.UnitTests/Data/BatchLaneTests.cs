using Diner.Data.Lanes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Diner.UnitTests.Data;

public sealed class BatchLaneTests
{
    private const int SqliteBusy = 5;

    private readonly List<int[]> _batches = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_lane_turns_the_next_one_away_and_keeps_those_inside()
    {
        var lane = Lane(Twice, capacity: 2);
        Assert.True(lane.TryEnter(1, out var first) & lane.TryEnter(2, out var second));
        Assert.False(lane.TryEnter(3, out _));
        Assert.False(lane.IsAccepting);
        await lane.StartAsync(Ct);
        var results = await Task.WhenAll(first, second);
        Assert.Equal([2, 4], results);
        await lane.StopAsync(Ct);
    }

    [Fact]
    public async Task What_gathered_is_one_batch_of_at_most_its_maximum()
    {
        var lane = Lane(Twice);
        var waiting = Enter(lane, 1, 2, 3, 4, 5, 6, 7);
        await lane.StartAsync(Ct);
        await Task.WhenAll(waiting);
        Assert.Equal([4, 3], _batches.Select(batch => batch.Length));
        await lane.StopAsync(Ct);
    }

    [Fact]
    public async Task A_poisoned_item_fails_alone()
    {
        var lane = Lane(batch => batch.Contains(3) ? throw new InvalidOperationException("poison") : Twice(batch));
        var waiting = Enter(lane, 1, 2, 3, 4);
        await lane.StartAsync(Ct);
        var results = await Task.WhenAll(waiting[0], waiting[1], waiting[3]);
        Assert.Equal([2, 4, 8], results);
        Assert.Equal("poison", (await Assert.ThrowsAsync<LaneFailedException>(() => waiting[2])).InnerException?.Message);
        Assert.Equal([[1, 2, 3, 4], [1], [2], [3], [4]], _batches);
        await lane.StopAsync(Ct);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again()
    {
        var failures = 2;
        var lane = Lane(batch => failures-- > 0 ? throw Busy() : Twice(batch));
        var waiting = Enter(lane, 1);
        await lane.StartAsync(Ct);
        Assert.Equal(2, await waiting[0]);
        Assert.Equal(3, _batches.Count);
        await lane.StopAsync(Ct);
    }

    [Fact]
    public async Task A_failure_that_does_not_pass_is_given_up_after_three_times()
    {
        var lane = Lane(_ => throw Busy());
        var waiting = Enter(lane, 1);
        await lane.StartAsync(Ct);
        Assert.IsType<SqliteException>((await Assert.ThrowsAsync<LaneFailedException>(() => waiting[0])).InnerException);
        Assert.Equal(3, _batches.Count);
        await lane.StopAsync(Ct);
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_asked_once_per_item()
    {
        var lane = Lane(_ => throw new NpgsqlException("connection refused"));
        var waiting = Enter(lane, 1, 2, 3);
        await lane.StartAsync(Ct);
        Assert.IsType<NpgsqlException>((await Assert.ThrowsAsync<LaneFailedException>(() => Task.WhenAll(waiting))).InnerException);
        Assert.All(waiting, item => Assert.True(item.IsFaulted));
        Assert.Single(_batches);
        await lane.StopAsync(Ct);
    }

    [Fact]
    public async Task Stopping_finishes_what_is_inside_and_lets_nothing_more_in()
    {
        var lane = Lane(Twice);
        var waiting = Enter(lane, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        await lane.StartAsync(Ct);
        await lane.StopAsync(Ct);
        Assert.All(waiting, item => Assert.True(item.IsCompletedSuccessfully));
        Assert.False(lane.TryEnter(10, out _));
        Assert.False(lane.IsAccepting);
    }

    private static SqliteException Busy() => new("database is locked", SqliteBusy);

    private static IReadOnlyList<int> Twice(IReadOnlyList<int> batch) => [.. batch.Select(item => item * 2)];

    private static List<Task<int>> Enter(BatchLane<int, int> lane, params int[] items) =>
        [.. items.Select(item => lane.TryEnter(item, out var result) ? result : throw new InvalidOperationException("turned away"))];

    private BatchLane<int, int> Lane(Func<IReadOnlyList<int>, IReadOnlyList<int>> process, int capacity = 100) => new(
        new LaneOptions("test", capacity, BatchMax: 4, Workers: 1),
        (batch, _) =>
        {
            _batches.Add([.. batch]);
            return Task.FromResult(process(batch));
        },
        NullLogger.Instance);
}
