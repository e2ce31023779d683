using Diner.Bench.Load;
using Diner.Bench.Stage;
using Diner.Kernel;

namespace Diner.Bench.Settle;

/// <summary>
/// <c>settle</c> with the notifications of providers that sign with RSA, against epay's, which are signed with MD5: what checking them costs.
/// <list type="number">
/// <item>One shop with a channel of each, and unpaid orders of each.</item>
/// <item>One server. Every channel is warmed up; then their windows take turns, so that what the machine does meanwhile meets all of them.</item>
/// <item>The database must be healthy and hold what was answered.</item>
/// </list>
/// </summary>
internal static class ChannelsBench
{
    private const int Rounds = 3;
    private const int ConnectionsDefault = 256;
    private const int WarmUp = 20_000;
    private const string Epay = "epay";

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var report = new Report("settle-channels");
        var window = TimeSpan.FromSeconds(options.SecondsOr(15) / (double)Rounds);
        var (warmUp, each) = (options.Quick ? 2_000 : WarmUp, options.CountOr(120_000));
        using var cluster = BenchCluster.Start();
        await using var premises = await Premises.OpenAsync(cluster.Cluster, "ours");
        using var alipay = new AlipayNotices();
        using var weChat = new WeChatPayNotices();
        List<PaidNotices> others = [.. ((PaidNotices[])[alipay, weChat]).Where(notices => options.Channel == "all" || notices.Type == options.Channel)];

        // 1. Prepare.
        var shop = await SettleBench.PrepareAsync(cluster, premises, each * (others.Count + 1));
        var channels = new Dictionary<string, ChannelId>();
        foreach (var (notices, i) in others.Select((notices, i) => (notices, i)))
        {
            channels[notices.Type] = await shop.AddChannelAsync(premises, notices.Type, notices.Settings());
            cluster.Cluster.Psql("ours", PendingOrders.ToChannel(channels[notices.Type], each * (i + 1), each));
        }

        cluster.Cluster.Psql("ours", "vacuum analyze");
        await premises.Program.CheckHealthAsync();

        // 2. Take turns.
        var windows = new Dictionary<string, List<Latencies>>();
        await using (var server = await premises.Program.ServeAsync())
        {
            List<(string Name, SettleRun Run)> runs = [(Epay, new SettleRun(server, shop, each))];
            foreach (var (notices, i) in others.Select((notices, i) => (notices, i)))
                runs.Add((notices.Type, SettleRun.Through(notices, server, channels[notices.Type], each * (i + 1), each)));
            await MeasureAsync(options, cluster, (warmUp, window), runs, windows);
            Require.That(cluster.Count("ours", "select count(*) from ordering_orders where status = 2") == runs.Sum(run => run.Run.Settled), "the database does not hold what was answered.");
        }

        // 3. Look.
        await premises.Program.CheckHealthAsync();
        return Write(report, windows);
    }

    private static async Task MeasureAsync(
        BenchOptions options, BenchCluster cluster, (int WarmUp, TimeSpan Window) plan, List<(string Name, SettleRun Run)> runs, Dictionary<string, List<Latencies>> windows)
    {
        var connections = options.Connections ?? ConnectionsDefault;
        foreach (var (name, run) in runs)
        {
            await run.RunAsync(connections, plan.WarmUp, TimeSpan.FromMinutes(1));
            windows[name] = [];
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, run) in runs)
            {
                cluster.Settle();
                windows[name].Add(await run.RunAsync(connections, int.MaxValue, plan.Window));
                Report.Say($"{name}: {Report.Number(windows[name][^1].PerSecond)} orders/s");
            }
        }
    }

    private static Report Write(Report report, Dictionary<string, List<Latencies>> windows)
    {
        var rates = windows.ToDictionary(channel => channel.Key, channel => channel.Value.Sum(window => window.Count) / channel.Value.Sum(window => window.Elapsed.TotalSeconds));
        var slowest = rates.Where(rate => rate.Key != Epay).MinBy(rate => rate.Value);
        report.Headline(slowest.Value, rates[Epay], slowest.Value / rates[Epay]);
        foreach (var (name, rate) in rates)
        {
            // The middle one of the windows: a checkpoint falls into one of them.
            var p95 = windows[name].Select(window => window.Ms(0.95)).Order().ElementAt(windows[name].Count / 2);
            report.Row($"{name}: orders/s", Report.Number(rate), name == Epay ? "" : Report.Number(rates[Epay])).Row("  latency ms p95", Report.Number(p95));
            if (name != Epay)
                report.Row("  ratio to epay (target 0.7)", Report.Number(rate / rates[Epay])).Set($"{name}_ratio", rate / rates[Epay]);
            report.Set($"{name}_per_second", rate).Set($"{name}_p95_ms", p95);
        }

        return report;
    }
}
