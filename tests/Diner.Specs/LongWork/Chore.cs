using Diner.Data.Audit;
using Diner.Data.LongWork;
using Diner.Kernel;

namespace Diner.Specs.LongWork;

/// <summary>Long work that does what a test says, and waits where it says.</summary>
internal sealed class Chore : ILongWork
{
    public static readonly Actor Somebody = new(ActorKind.Staff, new Guid("019aa000-0000-7000-8000-0000000000aa"), "a@b.example", "127.0.0.1");

    private int _running;

    public string Kind => "test.chore";

    public Func<WorkRun, CancellationToken, Task<WorkEnd>> Does { get; set; } = (_, _) => Task.FromResult(WorkEnd.Done(new { rows = 3 }));

    public int Begun { get; private set; }

    public int RunningMax { get; private set; }

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static NewWork New(ShopId? shop = null) => new("test.chore", "list.csv", "goods.edit") { Shop = shop, Arguments = new ChoreArguments("x", 3) };

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        Begun++;
        RunningMax = Math.Max(RunningMax, Interlocked.Increment(ref _running));
        Entered.TrySetResult();
        try
        {
            return await Does(run, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

internal sealed record ChoreArguments(string Text, int Number);
