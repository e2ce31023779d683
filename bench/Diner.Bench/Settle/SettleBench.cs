using Diner.Bench.Load;
using Diner.Bench.Stage;

namespace Diner.Bench.Settle;

/// <summary>
/// From a signed notification to a committed, delivered order, through the real server.
/// <list type="number">
/// <item>A shop with goods, keys and unpaid orders; a copy of the database for the peer.</item>
/// <item>Ours: the server is warmed up, then notified for some seconds.</item>
/// <item>The peer, warmed up too: pgbench with several numbers of clients, of which the best counts.</item>
/// <item>Both databases must be healthy and hold what was answered.</item>
/// <item>The same comparison on SQLite.</item>
/// </list>
/// </summary>
internal static class SettleBench
{
    private const int Variants = 20;
    private const int ConnectionsDefault = 256;

    // Until then the runtime is still compiling: an order costs half as much again.
    private const int WarmUp = 40_000;
    private const int PeerWarmUp = 8_000;
    private const string Delivered = "select count(*) from ordering_orders where status = 2";

    private static readonly int[] PeerClients = [4, 8, 16];

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var report = new Report("settle");
        await PostgresAsync(options, report);
        if (options.Sqlite)
            await SettleOnSqlite.RunAsync(options, report);
        return report;
    }

    private static async Task PostgresAsync(BenchOptions options, Report report)
    {
        // 1. Prepare.
        var seconds = TimeSpan.FromSeconds(options.SecondsOr(15));
        var warmUp = options.Quick ? 2_000 : WarmUp;
        var orders = warmUp + options.CountOr(180_000);
        using var cluster = BenchCluster.Start();
        await using var premises = await Premises.OpenAsync(cluster.Cluster, "ours");
        var shop = await PrepareAsync(cluster, premises, orders);
        await premises.Program.CheckHealthAsync();
        cluster.Copy("ours", "peer");

        // 2. Ours.
        Latencies run;
        CpuUse used;
        await using (var server = await premises.Program.ServeAsync())
        {
            var settle = new SettleRun(server, shop, orders);
            await settle.RunAsync(options.Connections ?? ConnectionsDefault, warmUp, TimeSpan.FromMinutes(2));
            cluster.Settle();
            Report.Say($"Notifying for {seconds.TotalSeconds:0} s ...");
            var before = CpuUse.Now(server, cluster);
            run = await settle.RunAsync(options.Connections ?? ConnectionsDefault, orders, seconds);
            used = CpuUse.Now(server, cluster).Since(before);
            Report.Say($"{Report.Number(run.PerSecond)} orders/s, CPU ms per order {used.ServerMs / run.Count:0.000} + {used.DatabaseMs / run.Count:0.000}");
            report.Set("mails_written_meanwhile", cluster.Count("ours", "select count(*) from delivery_messages where state <> 0"));
            Require.That(cluster.Count("ours", Delivered) == settle.Settled, "the database does not hold what was answered.");
        }

        await premises.Program.CheckHealthAsync();

        // 3. The peer.
        var best = await PeerAsync(options, cluster, premises);

        // 4. Report.
        var cpu = (used.ServerMs + used.DatabaseMs) / run.Count;
        report.Headline(run.PerSecond, best.PerSecond, run.PerSecond / best.PerSecond)
            .Row($"PostgreSQL: orders/s (pgbench -c {best.Clients})", Report.Number(run.PerSecond), Report.Number(best.PerSecond))
            .Row("ratio (target 5)", Report.Number(run.PerSecond / best.PerSecond))
            .Row("latency ms p50 (peer: mean)", Report.Number(run.Ms(0.5)), Report.Number(best.LatencyMs))
            .Row("latency ms p95 / p99", $"{Report.Number(run.Ms(0.95))} / {Report.Number(run.Ms(0.99))}")
            .Row("CPU ms per order: server + PostgreSQL", $"{Report.Number(used.ServerMs / run.Count)} + {Report.Number(used.DatabaseMs / run.Count)}", Report.Number(best.DatabaseCpuMs))
            .Row("CPU ms per order together (target < 1)", Report.Number(cpu))
            .Set("orders", run.Count).Set("p50_ms", run.Ms(0.5)).Set("p95_ms", run.Ms(0.95)).Set("p99_ms", run.Ms(0.99))
            .Set("cpu_ms_per_order", cpu).Set("cpu_ms_server", used.ServerMs / run.Count).Set("cpu_ms_database", used.DatabaseMs / run.Count)
            .Set("peer_cpu_ms_database", best.DatabaseCpuMs).Set("peer_clients", best.Clients).Set("connections", options.Connections ?? ConnectionsDefault);
    }

    internal static async Task<BenchShop> PrepareAsync(BenchCluster cluster, Premises premises, int orders, int variants = Variants)
    {
        Report.Say($"Preparing {orders:N0} unpaid orders ...");
        var shop = await BenchShop.OpenAsync(premises, variants);
        var database = PgbenchPeer.DatabaseOf(premises.Connection);
        cluster.Cluster.Psql(database, PendingOrders.Functions);
        cluster.Cluster.Psql(database, PendingOrders.Keys(shop, (orders / variants) + 1));
        cluster.Cluster.Psql(database, PendingOrders.Orders(shop, orders));
        cluster.Cluster.Psql(database, "vacuum analyze");
        return shop;
    }

    private static async Task<PgbenchRun> PeerAsync(BenchOptions options, BenchCluster cluster, Premises ours)
    {
        var count = options.Quick ? 1_600 : 16_000;
        var peer = ours.Program with { Connection = cluster.Cluster.ConnectionString("peer") };
        var warmUp = options.Quick ? 800 : PeerWarmUp;
        await PgbenchPeer.RunAsync(peer, cluster.Cluster.Port, PeerClients[^1], (0, warmUp));
        PgbenchRun? best = null;
        foreach (var (clients, i) in PeerClients.Select((clients, i) => (clients, i)))
        {
            cluster.Settle();
            var before = ProcessMeter.ClusterCpuMs(cluster.Postmaster);
            var run = await PgbenchPeer.RunAsync(peer, cluster.Cluster.Port, clients, (warmUp + (i * count), count));
            run = run with { DatabaseCpuMs = (ProcessMeter.ClusterCpuMs(cluster.Postmaster) - before) / count };
            Report.Say($"pgbench -c {clients}: {Report.Number(run.PerSecond)} orders/s");
            best = best is null || run.PerSecond > best.PerSecond ? run : best;
        }

        Require.That(cluster.Count("peer", Delivered) == warmUp + PeerClients.Sum(clients => count / clients * clients), "pgbench did not deliver what it says.");
        await peer.CheckHealthAsync();
        return best!;
    }
}
