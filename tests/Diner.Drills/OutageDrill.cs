using System.Net;
using Diner.Data.Storage;
using Xunit;

namespace Diner.Drills;

/// <summary>The database goes away under load, without a good-bye, and comes back.</summary>
public sealed class OutageDrill() : Drill(DatabaseKind.Postgres)
{
    private const int Outages = 3;

    [Fact]
    public async Task A_database_that_dies_under_load_and_comes_back_loses_and_doubles_nothing()
    {
        var random = new Random(Seed);
        var buyers = new Buyers(Site, Seed);
        using var server = DinerProcess.Serve(Site);
        await server.ReadyAsync(Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var buying = buyers.BuyAsync(stop.Token);
        for (var outage = 0; outage < Outages; outage++)
        {
            await Task.Delay(random.Next(300, 1_500), Ct);
            Cluster.StopAtOnce();
            Assert.NotEqual(HttpStatusCode.OK, await Site.ReadinessAsync(Ct));
            await Task.Delay(random.Next(100, 800), Ct);
            Cluster.StartAgain();
            await server.ReadyAsync(Ct);
        }

        await stop.CancelAsync();
        await buying;
        await AssertNothingLostAsync(buyers);
        Assert.Equal(0, await server.TerminateAsync());
    }
}
