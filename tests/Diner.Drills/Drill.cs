using Diner.Data.Storage;
using Diner.Testing;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Diner.Drills;

/// <summary>A drill on one of the two databases; PostgreSQL commits to disk here, as in production.</summary>
public abstract class Drill(DatabaseKind kind) : IAsyncLifetime
{
    /// <summary>Fixed, so that a drill that failed can be run again with the same choices. The instants still depend on the machine.</summary>
    protected const int Seed = 20261122;

    private PostgresCluster? _cluster;
    private DrillSite? _site;

    internal DrillSite Site => _site ?? throw new InvalidOperationException("The site opens in InitializeAsync.");

    protected PostgresCluster Cluster => _cluster ?? throw new InvalidOperationException("Only drills on PostgreSQL have a cluster.");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Say($"seed {Seed}");
        if (kind == DatabaseKind.Postgres)
        {
            TestDatabases.RequirePostgres();
            _cluster = PostgresCluster.Start(durable: true);
            _cluster.Psql("postgres", "create database diner");
        }

        _site = await DrillSite.OpenAsync(_cluster?.ConnectionString("diner"), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        _cluster?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static void Say(string what)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(what);
        TestContext.Current.SendDiagnosticMessage(what);
        Console.WriteLine(what);
    }

    /// <summary>What every drill ends with: retries replayed, the doctor content, each success with its delivery.</summary>
    internal async Task AssertNothingLostAsync(Buyers buyers)
    {
        await buyers.ReplayAsync(Ct);
        var answered = await buyers.AssertDeliveredAsync(Ct);
        await DinerProcess.RunAsync(Site, "doctor");
        Assert.True(answered > 0, "Nothing was bought: the drill shows nothing.");
        Say($"{GetType().Name}: {buyers.Purchases.Count} orders, {answered} answered with success, each delivered once");
    }
}
