using Diner.Bench.Load;
using Diner.Bench.Settle;
using Diner.Bench.Stage;

namespace Diner.Bench.Checkout;

/// <summary>
/// Orders placed per second through the API: all of them for one variant, against orders spread over a hundred. Short windows of both
/// alternate on one server, so that what disturbs one disturbs the other.
/// </summary>
internal static class CheckoutBench
{
    private const int Variants = 100;
    private const int ConnectionsDefault = 128;
    private const int Rounds = 3;
    private const int OrdersPerSecondMax = 8_000;

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var window = TimeSpan.FromSeconds(Math.Max(1, options.SecondsOr(18) / (2.0 * Rounds)));
        var orders = options.Count ?? (int)(OrdersPerSecondMax * window.TotalSeconds);
        using var cluster = BenchCluster.Start();
        await using var premises = await Premises.OpenAsync(cluster.Cluster, "ours");
        var shop = await BenchShop.OpenAsync(premises, Variants);
        Report.Say("Importing the pools ...");
        cluster.Cluster.Psql("ours", PendingOrders.Functions);
        // The hot variant alone must have enough for every window.
        var hotKeys = orders * (Rounds + 2);
        cluster.Cluster.Psql("ours", PendingOrders.Keys(shop with { Variants = [shop.Variants[0]] }, hotKeys));
        cluster.Cluster.Psql("ours", PendingOrders.Keys(shop with { Variants = [.. shop.Variants.Skip(1)] }, (hotKeys / Variants) + 100, firstKey: hotKeys));
        cluster.Cluster.Psql("ours", "vacuum analyze");
        await premises.Program.CheckHealthAsync();

        var (hot, spread) = (new List<Latencies>(), new List<Latencies>());
        await using (var server = await premises.Program.ServeAsync())
        {
            using var load = await HttpLoad.OpenAsync(server.Address, options.Connections ?? ConnectionsDefault);
            var requests = new OrderRequests(shop.Channel, server.Address);
            await load.RunAsync(Orders(requests, 0, options.Quick ? 500 : 8_000, Variants), TimeSpan.FromMinutes(1));
            Report.Say($"Placing orders for {window.TotalSeconds * 2 * Rounds:0} s ...");
            for (var round = 1; round <= Rounds; round++)
            {
                cluster.Settle();
                spread.Add(await load.RunAsync(Orders(requests, round * 2, orders, Variants), window));
                cluster.Settle();
                hot.Add(await load.RunAsync(Orders(requests, (round * 2) + 1, orders, 1), window));
            }
        }

        await premises.Program.CheckHealthAsync();
        return Tell(PerSecond(hot), PerSecond(spread), hot[^1], spread[^1]).Set("connections", options.Connections ?? ConnectionsDefault);
    }

    private static Report Tell(double hot, double spread, Latencies lastHot, Latencies lastSpread) => new Report("checkout")
        .Headline(hot, spread, hot / spread)
        .Row("orders/s: one hot variant (peer: 100)", Report.Number(hot), Report.Number(spread))
        .Row("ratio (target 0.8)", Report.Number(hot / spread))
        .Row("latency ms p50", Report.Number(lastHot.Ms(0.5)), Report.Number(lastSpread.Ms(0.5)))
        .Row("latency ms p95", Report.Number(lastHot.Ms(0.95)), Report.Number(lastSpread.Ms(0.95)))
        .Row("latency ms p99", Report.Number(lastHot.Ms(0.99)), Report.Number(lastSpread.Ms(0.99)))
        .Set("p95_ms", lastHot.Ms(0.95)).Set("peer_p95_ms", lastSpread.Ms(0.95));

    private static Workload Orders(OrderRequests requests, int window, int count, int variants)
    {
        byte[][] prepared = [.. Enumerable.Range(0, count).AsParallel().AsOrdered().Select(n => requests.Place(n % variants, $"b{window}.{n}"))];
        return new Workload(count, n => prepared[n], OrderRequests.IsPlaced);
    }

    private static double PerSecond(List<Latencies> windows) => windows.Sum(w => w.Count) / windows.Sum(w => w.Elapsed.TotalSeconds);
}
