using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Xunit;

namespace Diner.Specs.LongWork;

/// <summary>What becomes of long work, and what people do about it.</summary>
public abstract class LongWorkSpecs(DatabaseKind kind) : ChoreSpecs(kind)
{
    [Fact]
    public async Task What_was_asked_for_is_done_and_says_what_came_of_it()
    {
        ChoreArguments? told = null;
        Chore.Does = (run, _) =>
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
        Chore.Does = (_, _) => Task.FromResult(WorkEnd.Refused(new Problem(ProblemCode.OutOfStock, "None left.")));
        var work = await StartAsync();
        await RunAsync(House);
        var view = await ViewAsync(work);
        Assert.Equal((WorkState.Failed, "out_of_stock", "None left."), (view.State, view.FailureCode, view.FailureDetail));
    }

    [Fact]
    public async Task What_throws_is_tried_three_times_then_failed_with_a_sentence()
    {
        Chore.Does = (_, _) => throw new InvalidOperationException("the disk is gone");
        var work = await StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.True(await RunAsync(House));
            Assert.False(await RunAsync(House));
            House.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var view = await ViewAsync(work);
        Assert.Equal((WorkState.Failed, "broken", 3, 3), (view.State, view.FailureCode, view.Attempts, Chore.Begun));
        Assert.DoesNotContain("disk", view.FailureDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_stops_running_work_and_can_start_it_again()
    {
        Chore.Does = UntilAskedToStop;
        var work = await StartAsync();
        var running = RunAsync(House);
        await Chore.Entered.Task;
        Assert.Null(await House.Get<HandleWork>().CancelAsync(Chore.Somebody, work, Ct));
        await BeatUntilAsync(running);
        Assert.Equal(WorkState.Cancelled, (await ViewAsync(work)).State);
        Chore.Does = (_, _) => Task.FromResult(WorkEnd.Done(new { rows = 1 }));
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
        Assert.Equal((WorkState.Cancelled, 0), ((await ViewAsync(work)).State, Chore.Begun));
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
        Chore.Does = async (run, ct) =>
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
}

public sealed class LongWorkOnSqlite() : LongWorkSpecs(DatabaseKind.Sqlite);

public sealed class LongWorkOnPostgres() : LongWorkSpecs(DatabaseKind.Postgres);
