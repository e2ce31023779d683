using Diner.Data.Storage;
using Xunit;

namespace Diner.Drills;

/// <summary>SIGKILL at random instants, under load and sometimes while starting.</summary>
public abstract class CrashDrill(DatabaseKind kind, int kills) : Drill(kind)
{
    private const int AliveMsMin = 20;
    private const int AliveMsMax = 2_500;
    private const int StartsKilledPercent = 15;

    [Fact]
    public async Task Killing_the_server_at_random_instants_loses_and_doubles_nothing()
    {
        var random = new Random(Seed);
        var buyers = new Buyers(Site, Seed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var buying = buyers.BuyAsync(stop.Token);
        for (var kill = 1; kill <= kills; kill++)
        {
            using var server = DinerProcess.Serve(Site);
            if (random.Next(100) >= StartsKilledPercent)
                await server.ReadyAsync(Ct);
            await Task.Delay(random.Next(AliveMsMin, AliveMsMax), Ct);
            await server.KillAsync();
            await Site.AssertHealthyAsync($"after kill {kill}");
        }

        using var last = DinerProcess.Serve(Site);
        await last.ReadyAsync(Ct);
        await stop.CancelAsync();
        await buying;
        await AssertNothingLostAsync(buyers);
        Assert.Equal(0, await last.TerminateAsync());
    }
}

public sealed class CrashOnPostgres() : CrashDrill(DatabaseKind.Postgres, kills: 15);

public sealed class CrashOnSqlite() : CrashDrill(DatabaseKind.Sqlite, kills: 17);
