using Diner.Bench.Load;
using Diner.Bench.Settle;
using Diner.Bench.Stage;

namespace Diner.Bench.Growth;

/// <summary>
/// Does a pool a thousand times as full settle slower? Two databases, alike but for the unsold keys of their one variant, and a server on
/// each; short windows of both alternate. The peer is the small pool.
/// </summary>
internal static class GrowthBench
{
    private const int Small = 10_000;
    private const int Large = 10_000_000;
    private const int LargeQuick = 200_000;
    private const int ConnectionsDefault = 128;
    private const int Rounds = 3;

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var window = TimeSpan.FromSeconds(Math.Max(1, options.SecondsOr(24) / (2.0 * Rounds)));
        var large = options.Count ?? (options.Quick ? LargeQuick : Large);
        var warmUp = options.Quick ? 1_000 : 8_000;
        var orders = warmUp + (int)(10_000 * window.TotalSeconds * Rounds);
        var connections = options.Connections ?? ConnectionsDefault;
        using var cluster = BenchCluster.Start();
        await using var small = await Pool.OpenAsync(cluster, "small", Small, orders);
        await using var big = await Pool.OpenAsync(cluster, "large", large, orders);
        await big.Run.RunAsync(connections, warmUp, TimeSpan.FromMinutes(2));
        await small.Run.RunAsync(connections, warmUp, TimeSpan.FromMinutes(2));

        Report.Say($"Notifying for {window.TotalSeconds * 2 * Rounds:0} s ...");
        var (few, many) = (new List<Latencies>(), new List<Latencies>());
        for (var round = 0; round < Rounds; round++)
        {
            cluster.Settle();
            few.Add(await small.Run.RunAsync(connections, orders, window));
            cluster.Settle();
            many.Add(await big.Run.RunAsync(connections, orders, window));
        }

        await small.CloseAsync();
        await big.CloseAsync();
        return Tell(few, many).Set("keys", large).Set("peer_keys", Small).Set("connections", connections);
    }

    private static Report Tell(List<Latencies> few, List<Latencies> many)
    {
        var (rate, peerRate) = (PerSecond(many), PerSecond(few));
        var (p95, peerP95) = (P95(many), P95(few));
        var ratio = Math.Max(p95 / peerP95, peerRate / rate);
        return new Report("growth")
            .Headline(p95, peerP95, ratio)
            .Row("settle p95 ms, large pool (peer: small)", Report.Number(p95), Report.Number(peerP95))
            .Row("settle orders/s", Report.Number(rate), Report.Number(peerRate))
            .Row("factor of p95 / of rate", $"{Report.Number(p95 / peerP95)} / {Report.Number(peerRate / rate)}")
            .Row("the worse of both (target within 1.2)", Report.Number(ratio))
            .Set("rate", rate).Set("peer_rate", peerRate).Set("p95_factor", p95 / peerP95).Set("rate_factor", peerRate / rate);
    }

    private static double PerSecond(List<Latencies> windows) => windows.Sum(w => w.Count) / windows.Sum(w => w.Elapsed.TotalSeconds);

    // The middle one of the windows: a checkpoint falls into one of them.
    private static double P95(List<Latencies> windows) => windows.Select(w => w.Ms(0.95)).Order().ElementAt(windows.Count / 2);

    private sealed class Pool(Premises premises, DinerServerProcess server, SettleRun run) : IAsyncDisposable
    {
        private bool _isClosed;

        public SettleRun Run => run;

        public static async Task<Pool> OpenAsync(BenchCluster cluster, string database, int unsold, int orders)
        {
            Report.Say($"Preparing {unsold:N0} unsold keys and {orders:N0} orders ...");
            var premises = await Premises.OpenAsync(cluster.Cluster, database);
            var shop = await BenchShop.OpenAsync(premises, variants: 1);
            Psql(PendingOrders.Functions);
            Psql(PendingOrders.Keys(shop, (long)unsold + orders));
            Psql(PendingOrders.Orders(shop, orders));
            Psql("vacuum analyze");
            await premises.Program.CheckHealthAsync();
            var server = await premises.Program.ServeAsync();
            return new Pool(premises, server, new SettleRun(server, shop, orders));

            void Psql(string sql) => cluster.Cluster.Psql(database, sql);
        }

        /// <summary>Stops the server and examines what it left.</summary>
        public async Task CloseAsync()
        {
            _isClosed = true;
            await server.DisposeAsync();
            await premises.Program.CheckHealthAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (!_isClosed)
                await server.DisposeAsync();
            await premises.DisposeAsync();
        }
    }
}
