using Diner.Data.Files;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.LongWork;

/// <summary>A house that knows one kind of long work, the test's own.</summary>
public abstract class ChoreSpecs(DatabaseKind kind) : IAsyncLifetime
{
    private House? _house;

    internal Chore Chore { get; } = new();

    protected House House => _house ?? throw new InvalidOperationException("The house opens in InitializeAsync.");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await House.OpenAsync(kind, services => services.AddSingleton<ILongWork>(Chore));

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task<WorkEnd> UntilAskedToStop(WorkRun run, CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        return WorkEnd.Done(new { });
    }

    protected static Task<bool> RunAsync(House node) => node.Get<WorkRunner>().RunOnceAsync(Ct);

    internal House OpenNode(Chore chore) => House.OpenNode(services => services.AddSingleton<ILongWork>(chore));

    protected async Task<WorkId> StartAsync() => (await House.Get<StartWork>().RunAsync(Chore.Somebody, Chore.New(), Ct)).Value;

    protected async Task<WorkView> ViewAsync(WorkId id) => (await House.Get<WorkList>().FindAsync(null, id, Ct))!;

    protected async Task<FileId> FileAsync(byte[] content)
    {
        await using var writer = await House.Get<SealedFiles>().CreateAsync(new NewFile(null, "in.csv", "text/csv"), Ct);
        await writer.WriteAsync(content, Ct);
        return await writer.CompleteAsync(Ct);
    }

    // Lets the first house's heart beat until something has happened.
    protected async Task BeatUntilAsync(Task happened)
    {
        for (var beat = 0; !happened.IsCompleted; beat++)
        {
            Assert.True(beat < 2000, "nothing happened for two thousand heartbeats");
            House.Clock.Advance(beat % 20 == 0 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
            await Task.WhenAny(happened, Task.Delay(TimeSpan.FromMilliseconds(5), Ct));
        }

        await happened;
    }

    protected static async Task WaitAsync(Func<Task<bool>> isTrue)
    {
        while (!await isTrue())
            await Task.Delay(TimeSpan.FromMilliseconds(10), Ct);
    }
}
