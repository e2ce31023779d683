using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Xunit;

namespace Diner.Specs.LongWork;

/// <summary>What becomes of long work when nodes die, freeze or stop.</summary>
public abstract class WorkNodeSpecs(DatabaseKind kind) : ChoreSpecs(kind)
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task A_second_node_takes_over_what_a_frozen_one_holds_and_the_first_can_write_nothing_any_more()
    {
        var thaw = new TaskCompletionSource();
        WorkRun? frozen = null;
        Chore.Does = async (run, _) =>
        {
            frozen = run;
            await thaw.Task;
            return WorkEnd.Done(new { rows = 1 });
        };
        var work = await StartAsync();
        var first = RunAsync(House);
        await Chore.Entered.Task;
        await using var second = OpenNode(new Chore());
        Assert.False(await RunAsync(second));
        second.Clock.Advance(LongerThanALease);
        Assert.True(await RunAsync(second));
        await Assert.ThrowsAsync<OperationCanceledException>(() => House.Get<Database>().WriteAsync(async unit =>
        {
            await frozen!.HoldAsync(unit, Ct);
            return true;
        }, Ct));
        thaw.SetResult();
        await first;
        Assert.Equal((WorkState.Done, """{"rows":3}""", 2), ((await ViewAsync(work)).State, (await ViewAsync(work)).Result, (await ViewAsync(work)).Attempts));
    }

    [Fact]
    public async Task A_node_that_hears_it_lost_its_lease_stops_working()
    {
        Chore.Does = UntilAskedToStop;
        await StartAsync();
        var first = RunAsync(House);
        await Chore.Entered.Task;
        await using var second = OpenNode(new Chore());
        second.Clock.Advance(LongerThanALease);
        Assert.True(await RunAsync(second));
        await BeatUntilAsync(first);
    }

    [Fact]
    public async Task Work_whose_node_died_each_time_is_given_up_with_a_sentence()
    {
        var never = new TaskCompletionSource<WorkEnd>();
        var work = await StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var chore = new Chore { Does = (_, _) => never.Task };
            var node = OpenNode(chore);
            node.Clock.Advance(LongerThanALease * attempt);
            _ = RunAsync(node); // It never ends, as in a process that was killed.
            await chore.Entered.Task;
        }

        House.Clock.Advance(LongerThanALease * 4);
        Assert.False(await RunAsync(House));
        var view = await ViewAsync(work);
        Assert.Equal((WorkState.Failed, "vanished", 0), (view.State, view.FailureCode, Chore.Begun));
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_and_stores_how_far_it_is()
    {
        Chore.Does = (run, ct) =>
        {
            run.Report(7, 10, "");
            return UntilAskedToStop(run, ct);
        };
        var work = await StartAsync();
        var running = RunAsync(House);
        await Chore.Entered.Task;
        await BeatUntilAsync(WaitAsync(async () => (await ViewAsync(work)).Percent == 70));
        await using var second = OpenNode(new Chore());
        second.Clock.SetUtcNow(House.Clock.GetUtcNow() + TimeSpan.FromSeconds(58));
        Assert.False(await RunAsync(second));
        await House.Get<HandleWork>().CancelAsync(Chore.Somebody, work, Ct);
        await BeatUntilAsync(running);
    }

    [Fact]
    public async Task A_node_that_stops_hands_its_work_back_at_once_and_it_counts_as_no_attempt()
    {
        using var stopping = new CancellationTokenSource();
        Chore.Does = UntilAskedToStop;
        var work = await StartAsync();
        var running = House.Get<WorkRunner>().RunOnceAsync(stopping.Token);
        await Chore.Entered.Task;
        await stopping.CancelAsync();
        await running;
        Assert.Equal((WorkState.Queued, 0), ((await ViewAsync(work)).State, (await ViewAsync(work)).Attempts));
        await using var second = OpenNode(new Chore());
        Assert.True(await RunAsync(second));
    }

    [Fact]
    public async Task Bug_disposed_host_A_house_that_closes_unasked_hands_its_work_back_first()
    {
        var chore = new Chore { Does = UntilAskedToStop };
        var work = await StartAsync();
        var node = OpenNode(chore);
        await node.Get<WorkRunner>().StartAsync(Ct);
        await chore.Entered.Task;
        await node.DisposeAsync();
        Assert.Equal((WorkState.Queued, 0), ((await ViewAsync(work)).State, (await ViewAsync(work)).Attempts));
    }

    [Fact]
    public async Task Two_nodes_with_four_slots_run_each_piece_once()
    {
        Chore.Does = async (_, ct) =>
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            return WorkEnd.Done(new { rows = 1 });
        };
        var pieces = new List<WorkId>();
        for (var i = 0; i < 20; i++)
            pieces.Add(await StartAsync());
        await using var second = OpenNode(Chore);
        await Task.WhenAll(new[] { House, House, second, second }.Select(async node =>
        {
            while (await RunAsync(node))
                Ct.ThrowIfCancellationRequested();
        }));
        foreach (var piece in pieces)
            Assert.Equal((WorkState.Done, 1), ((await ViewAsync(piece)).State, (await ViewAsync(piece)).Attempts));
    }
}

public sealed class WorkNodeOnSqlite() : WorkNodeSpecs(DatabaseKind.Sqlite);

public sealed class WorkNodeOnPostgres() : WorkNodeSpecs(DatabaseKind.Postgres);
