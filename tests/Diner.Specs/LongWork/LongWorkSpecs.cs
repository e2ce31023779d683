using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.LongWork;

/// <summary>What becomes of long work when all goes well, and when nodes die, freeze or stop.</summary>
public abstract class LongWorkSpecs(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(61);

    private readonly Chore _chore = new();
    private House? _house;

    private House House => _house ?? throw new InvalidOperationException("The house opens in InitializeAsync.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await House.OpenAsync(kind, services => services.AddSingleton<ILongWork>(_chore));

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_asked_for_is_done_and_says_what_came_of_it()
    {
        ChoreArguments? told = null;
        _chore.Does = (run, _) =>
        {
            told = run.Arguments<ChoreArguments>();
            run.Report(3, 4, "counting");
            return Task.FromResult(WorkEnd.Done(new { rows = 3 }));
        };
        var work = await StartAsync();
        Assert.True(await RunAsync(House));
        var view = await ViewAsync(work);
        Assert.Equal((WorkState.Done, """{"rows":3}""", 3L, 4L, "counting"), (view.State, view.Result, view.Done, view.Total, view.Message));
        Assert.Equal((new ChoreArguments("x", 3), Chore.Somebody), (told, view.Actor));
        Assert.False(await RunAsync(House));
    }

    [Fact]
    public async Task A_refusal_is_final_and_says_why()
    {
        _chore.Does = (_, _) => Task.FromResult(WorkEnd.Refused(new Problem(ProblemCode.OutOfStock, "None left.")));
        var work = await StartAsync();
        await RunAsync(House);
        var view = await ViewAsync(work);
        Assert.Equal((WorkState.Failed, "out_of_stock", "None left."), (view.State, view.FailureCode, view.FailureDetail));
    }

    [Fact]
    public async Task What_throws_is_tried_three_times_then_failed_with_a_sentence()
    {
        _chore.Does = (_, _) => throw new InvalidOperationException("the disk is gone");
        var work = await StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.True(await RunAsync(House));
            Assert.False(await RunAsync(House));
            House.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var view = await ViewAsync(work);
        Assert.Equal((WorkState.Failed, "broken", 3, 3), (view.State, view.FailureCode, view.Attempts, _chore.Begun));
        Assert.DoesNotContain("disk", view.FailureDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_node_takes_over_what_a_frozen_one_holds_and_the_first_can_write_nothing_any_more()
    {
        var thaw = new TaskCompletionSource();
        WorkRun? frozen = null;
        _chore.Does = async (run, _) =>
        {
            frozen = run;
            await thaw.Task;
            return WorkEnd.Done(new { rows = 1 });
        };
        var work = await StartAsync();
        var first = RunAsync(House);
        await _chore.Entered.Task;
        await using var second = await NodeAsync(new Chore());
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
        _chore.Does = UntilAskedToStop;
        await StartAsync();
        var first = RunAsync(House);
        await _chore.Entered.Task;
        await using var second = await NodeAsync(new Chore());
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
            var node = await NodeAsync(chore);
            node.Clock.Advance(LongerThanALease * attempt);
            _ = RunAsync(node); // It never ends, as in a process that was killed.
            await chore.Entered.Task;
        }

        House.Clock.Advance(LongerThanALease * 4);
        Assert.False(await RunAsync(House));
        var view = await ViewAsync(work);
        Assert.Equal((WorkState.Failed, "vanished", 0), (view.State, view.FailureCode, _chore.Begun));
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_and_stores_how_far_it_is()
    {
        _chore.Does = (run, ct) =>
        {
            run.Report(7, 10, "");
            return UntilAskedToStop(run, ct);
        };
        var work = await StartAsync();
        var running = RunAsync(House);
        await _chore.Entered.Task;
        await BeatUntilAsync(WaitAsync(async () => (await ViewAsync(work)).Percent == 70));
        await using var second = await NodeAsync(new Chore());
        second.Clock.SetUtcNow(House.Clock.GetUtcNow() + TimeSpan.FromSeconds(58));
        Assert.False(await RunAsync(second));
        await House.Get<HandleWork>().CancelAsync(Chore.Somebody, work, Ct);
        await BeatUntilAsync(running);
    }

    [Fact]
    public async Task A_person_stops_running_work_and_can_start_it_again()
    {
        _chore.Does = UntilAskedToStop;
        var work = await StartAsync();
        var running = RunAsync(House);
        await _chore.Entered.Task;
        Assert.Null(await House.Get<HandleWork>().CancelAsync(Chore.Somebody, work, Ct));
        await BeatUntilAsync(running);
        Assert.Equal(WorkState.Cancelled, (await ViewAsync(work)).State);
        _chore.Does = (_, _) => Task.FromResult(WorkEnd.Done(new { rows = 1 }));
        Assert.Null(await House.Get<HandleWork>().RestartAsync(Chore.Somebody, work, Ct));
        await RunAsync(House);
        Assert.Equal(WorkState.Done, (await ViewAsync(work)).State);
        Assert.Equal(ProblemCode.WrongState, (await House.Get<HandleWork>().CancelAsync(Chore.Somebody, work, Ct))?.Code);
    }

    [Fact]
    public async Task Waiting_work_that_is_stopped_never_begins()
    {
        var work = await StartAsync();
        await House.Get<HandleWork>().CancelAsync(Chore.Somebody, work, Ct);
        Assert.False(await RunAsync(House));
        Assert.Equal((WorkState.Cancelled, 0), ((await ViewAsync(work)).State, _chore.Begun));
    }

    [Fact]
    public async Task A_node_that_stops_hands_its_work_back_at_once_and_it_counts_as_no_attempt()
    {
        using var stopping = new CancellationTokenSource();
        _chore.Does = UntilAskedToStop;
        var work = await StartAsync();
        var running = House.Get<WorkRunner>().RunOnceAsync(stopping.Token);
        await _chore.Entered.Task;
        await stopping.CancelAsync();
        await running;
        Assert.Equal((WorkState.Queued, 0), ((await ViewAsync(work)).State, (await ViewAsync(work)).Attempts));
        await using var second = await NodeAsync(new Chore());
        Assert.True(await RunAsync(second));
    }

    [Fact]
    public async Task Two_nodes_with_four_slots_run_each_piece_once()
    {
        _chore.Does = async (_, ct) =>
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            return WorkEnd.Done(new { rows = 1 });
        };
        var pieces = new List<WorkId>();
        for (var i = 0; i < 20; i++)
            pieces.Add(await StartAsync());
        await using var second = await NodeAsync(_chore);
        await Task.WhenAll(new[] { House, House, second, second }.Select(async node =>
        {
            while (await RunAsync(node))
                Ct.ThrowIfCancellationRequested();
        }));
        foreach (var piece in pieces)
            Assert.Equal((WorkState.Done, 1), ((await ViewAsync(piece)).State, (await ViewAsync(piece)).Attempts));
    }

    [Fact]
    public async Task A_shop_may_have_twenty_pieces_in_the_queue()
    {
        var shop = House.Get<IdSource>().Next<ShopId>();
        for (var i = 0; i < StartWork.OpenPerShopMax; i++)
            Assert.True((await House.Get<StartWork>().RunAsync(Chore.Somebody, Chore.New(shop), Ct)).IsOk);
        Assert.Equal(ProblemCode.LimitReached, (await House.Get<StartWork>().RunAsync(Chore.Somebody, Chore.New(shop), Ct)).Problem?.Code);
    }

    [Fact]
    public async Task What_came_of_it_is_offered_once_it_is_done_and_what_it_read_is_gone()
    {
        var input = await FileAsync("in"u8.ToArray());
        _chore.Does = async (run, ct) =>
        {
            await using var reading = await run.OpenInputAsync(ct);
            var output = await run.CreateOutputAsync("out.csv", "text/csv", ct);
            await reading.CopyToAsync(output, ct);
            return WorkEnd.Done(new { rows = 1 });
        };
        var work = (await House.Get<StartWork>().RunAsync(Chore.Somebody, Chore.New() with { Input = input }, Ct)).Value;
        await RunAsync(House);
        var taken = await House.Get<HandleWork>().TakeAsync(Chore.Somebody, work, Ct);
        using var content = new StreamReader(taken!.Value.Content);
        Assert.Equal(("out.csv", "in"), (taken.Value.File.Name, await content.ReadToEndAsync(Ct)));
        Assert.Null(await House.Get<SealedFiles>().FindAsync(input, Ct));
    }

    [Fact]
    public async Task A_list_shows_who_looks_only_what_is_theirs_newest_first()
    {
        var (mine, other) = (await StartAsync(), (await House.Get<StartWork>().RunAsync(Chore.Somebody with { Id = Guid.Empty }, Chore.New(), Ct)).Value);
        var list = House.Get<WorkList>();
        Assert.Equal([other, mine], (await list.ReadAsync(new WorkFilter(), null, 9, Ct)).Select(w => w.Id));
        Assert.Equal([mine], (await list.ReadAsync(new WorkFilter(), other, 9, Ct)).Select(w => w.Id));
        Assert.Equal([mine], (await list.ReadAsync(new WorkFilter { Viewer = new(Chore.Somebody.Id!.Value, []) }, null, 9, Ct)).Select(w => w.Id));
        Assert.Equal(2, (await list.ReadAsync(new WorkFilter { Viewer = new(Guid.Empty, ["goods.edit"]) }, null, 9, Ct)).Count);
    }

    private static async Task<WorkEnd> UntilAskedToStop(WorkRun run, CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        return WorkEnd.Done(new { });
    }

    private static Task<bool> RunAsync(House node) => node.Get<WorkRunner>().RunOnceAsync(Ct);

    private Task<House> NodeAsync(Chore chore) => Task.FromResult(House.OpenNode(services => services.AddSingleton<ILongWork>(chore)));

    private async Task<WorkId> StartAsync() => (await House.Get<StartWork>().RunAsync(Chore.Somebody, Chore.New(), Ct)).Value;

    private async Task<WorkView> ViewAsync(WorkId id) => (await House.Get<WorkList>().FindAsync(null, id, Ct))!;

    private async Task<FileId> FileAsync(byte[] content)
    {
        await using var writer = await House.Get<SealedFiles>().CreateAsync(new NewFile(null, "in.csv", "text/csv"), Ct);
        await writer.WriteAsync(content, Ct);
        return await writer.CompleteAsync(Ct);
    }

    // Lets the first house's heart beat until something has happened.
    private async Task BeatUntilAsync(Task happened)
    {
        for (var beat = 0; !happened.IsCompleted; beat++)
        {
            Assert.True(beat < 2000, "nothing happened for two thousand heartbeats");
            House.Clock.Advance(beat % 20 == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
            await Task.WhenAny(happened, Task.Delay(TimeSpan.FromMilliseconds(5), Ct));
        }

        await happened;
    }

    private static async Task WaitAsync(Func<Task<bool>> isTrue)
    {
        while (!await isTrue())
            await Task.Delay(TimeSpan.FromMilliseconds(10), Ct);
    }
}

public sealed class LongWorkOnSqlite() : LongWorkSpecs(DatabaseKind.Sqlite);

public sealed class LongWorkOnPostgres() : LongWorkSpecs(DatabaseKind.Postgres);
