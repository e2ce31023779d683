using Diner.Data.Secrets;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Diner.Testing;
using Diner.Testing.Day;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>A day over every channel with every misbehaviour, then the bills. The benchmark <c>day</c> does the same with 100,000 orders.</summary>
public abstract class DayOfTradeSpecs(DatabaseKind kind)
{
    // Refusals are logged one by one; hundreds of them would bury what a test says.
    static DayOfTradeSpecs() => Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Error");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_differs_is_found_nothing_is_invented_and_once_mended_our_books_are_the_channels()
    {
        var settings = new HostSettings(Path.GetTempPath(), await TestDatabases.CreateAsync(kind), "unused");
        Environment.SetEnvironmentVariable("DINER_INTERNAL_CALLS", "on"); // The doubles of payment providers are on this machine.
        await using var app = await DinerServer.BuildAsync(settings, MasterKey.FromBytes(new byte[32]), new ServerOptions("http://127.0.0.1:0", Sandbox: false, Limits: false), Ct);
        await app.StartAsync(Ct);
        var outcome = await DayRound.RunAsync(app.Services, new Uri(app.Urls.First()), (Orders: 600, Seed: 20261126), Ct);
        Assert.True(outcome.Said.Length == 0, outcome.Said);
        Assert.InRange(outcome.Planted, 20, 200);
    }
}

public sealed class DayOfTradeOnSqlite() : DayOfTradeSpecs(DatabaseKind.Sqlite);

public sealed class DayOfTradeOnPostgres() : DayOfTradeSpecs(DatabaseKind.Postgres);
