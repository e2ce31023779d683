using Diner.Data.Storage;
using Diner.Host.Sandbox;
using Xunit;

namespace Diner.Drills;

/// <summary>SIGTERM while notifications are under way.</summary>
public abstract class ShutdownDrill(DatabaseKind kind) : Drill(kind)
{
    private const int Orders = 200;
    private const int AtOnce = 4;

    [Fact]
    public async Task A_server_that_is_asked_to_stop_answers_every_notification_it_took_and_exits_with_0()
    {
        var random = new Random(Seed);
        var buyers = new Buyers(Site, Seed);
        var purchases = new List<Purchase>();
        using (var server = DinerProcess.Serve(Site))
        {
            await server.ReadyAsync(Ct);
            for (var n = 0; n < Orders; n++)
                purchases.Add((await buyers.PlaceAsync($"{Seed}-{n}", 1, Ct))!);
            var paying = Parallel.ForEachAsync(purchases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct },
                async (purchase, ct) => await Site.Gateway.PayAsync(purchase.OrderNo, new EpayManner(), ct));
            await Task.Delay(random.Next(5, 60), Ct);
            Assert.Equal(0, await server.TerminateAsync());
            await paying;
        }

        await Site.AssertHealthyAsync("after the stop");
        using var next = DinerProcess.Serve(Site);
        await next.ReadyAsync(Ct);
        Say($"{purchases.Count(buyers.IsTold)} of {Orders} were answered before the stop");
        foreach (var purchase in purchases)
            Assert.Equal(buyers.IsTold(purchase) ? "delivered" : "pending", await buyers.StatusAsync(purchase, Ct));
        await AssertNothingLostAsync(buyers);
        Assert.Equal(0, await next.TerminateAsync());
    }
}

public sealed class ShutdownOnPostgres() : ShutdownDrill(DatabaseKind.Postgres);

public sealed class ShutdownOnSqlite() : ShutdownDrill(DatabaseKind.Sqlite);
