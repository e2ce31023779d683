using Diner.Bench.Stage;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Diner.Testing.Day;

namespace Diner.Bench.Day;

/// <summary>
/// A day of 100,000 orders over every channel, with every misbehaviour mixed in, through one server and the doubles of all providers in this process;
/// then every bill is compared and everything that differs is mended. All that was planted must be found and nothing invented, each channel must hold what
/// its bill says, and the doctor must find nothing.
/// </summary>
internal static class DayBench
{
    private const int OrdersDefault = 100_000;
    private const int Seed = 20_261_126;

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Critical");
        Environment.SetEnvironmentVariable("DINER_INTERNAL_CALLS", "on");
        var orders = options.CountOr(OrdersDefault);
        using var cluster = BenchCluster.Start();
        await using var premises = await Premises.OpenAsync(cluster.Cluster, "ours");
        var settings = new HostSettings(premises.Directory, DatabaseOptions.Parse(premises.Connection), Path.Combine(premises.Directory, "master.key"));
        await using var app = await DinerServer.BuildAsync(settings, settings.LoadMasterKey(TextWriter.Null), new ServerOptions("http://127.0.0.1:0", Sandbox: false, Limits: false), CancellationToken.None);
        await app.StartAsync();

        Report.Say($"{orders:N0} orders over every channel ...");
        var outcome = await DayRound.RunAsync(app.Services, new Uri(app.Urls.First()), (orders, Seed), CancellationToken.None);
        Require.That(outcome.Said.Length == 0, outcome.Said);
        cluster.Cluster.Psql("ours", "vacuum analyze");
        var sums = cluster.Count("ours", "select count(*) from (select currency from ledger_entries e join ledger_postings p on p.id = e.posting_id group by currency having sum(amount_minor) <> 0) as off");
        Require.That(sums == 0, "the ledger does not sum to zero.");

        var rate = orders / outcome.Took.Trade.TotalSeconds;
        return new Report("day")
            .Headline(rate, rate, 1)
            .Row("orders/s, from order to key and books", Report.Number(rate))
            .Row("differences planted / not found / invented", $"{outcome.Planted:N0} / 0 / 0")
            .Row("lines of all bills; compared in s", $"{outcome.Lines:N0}; {Report.Number(outcome.Took.Compare.TotalSeconds)}")
            .Row("doctor", "clean")
            .Set("orders", orders).Set("planted", outcome.Planted).Set("lines", outcome.Lines).Set("trade_seconds", outcome.Took.Trade.TotalSeconds).Set("compare_seconds", outcome.Took.Compare.TotalSeconds);
    }
}
