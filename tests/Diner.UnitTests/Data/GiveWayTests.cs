using Diner.Data.Lanes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Diner.UnitTests.Data;

public sealed class GiveWayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, 90)]
    [InlineData(500, 4_500)]
    [InlineData(60_000, 5_000)]
    public async Task While_every_worker_of_a_lane_has_a_batch_others_work_a_tenth_of_the_time(int workedMs, int restMs)
    {
        var (inHand, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var lane = new BatchLane<int, int>(new LaneOptions("test", Capacity: 8, BatchMax: 4, Workers: 1), WaitAsync, NullLogger.Instance);
        var giveWay = new GiveWay([lane]);
        await lane.StartAsync(Ct);
        Assert.Equal(TimeSpan.Zero, giveWay.RestAfter(TimeSpan.FromMilliseconds(workedMs)));

        lane.TryEnter(1, out var done);
        await inHand.Task;
        Assert.Equal(TimeSpan.FromMilliseconds(restMs), giveWay.RestAfter(TimeSpan.FromMilliseconds(workedMs)));
        finish.SetResult();
        await done;
        await lane.StopAsync(Ct);

        async Task<IReadOnlyList<int>> WaitAsync(IReadOnlyList<int> batch, CancellationToken ct)
        {
            inHand.SetResult();
            await finish.Task;
            return batch;
        }
    }
}
