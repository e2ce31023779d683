using System.Diagnostics;
using Diner.Bench.Load;
using Diner.Bench.Settle;
using Diner.Bench.Stage;

namespace Diner.Bench.Flash;

/// <summary>
/// A flash sale: three times as many buyers as keys, all for one variant, all at once. Each places an order through the API and, if
/// there was one left, pays; the gateway tells us. Every key must be delivered, none twice, and everybody else told that it is sold out.
/// The peer is pgbench on one hot variant, which only settles: its orders were placed before.
/// </summary>
internal static class FlashBench
{
    private const int KeysDefault = 10_000;
    private const int BuyersPerKey = 3;
    private const int ConnectionsDefault = 256;
    private const int WarmUpKeys = 2_000;

    // Variants: the one of the sale, and one that a shop sells before it, which warms the server up.
    private const int Hot = 0;
    private const int Other = 1;

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var keys = options.CountOr(KeysDefault);
        using var cluster = BenchCluster.Start();
        await using var premises = await Premises.OpenAsync(cluster.Cluster, "ours");
        var shop = await BenchShop.OpenAsync(premises, variants: 2);
        await StockAsync(premises, (Hot, keys));
        await StockAsync(premises, (Other, WarmUpKeys));

        Sale sale;
        await using (var server = await premises.Program.ServeAsync())
        {
            var connections = options.Connections ?? ConnectionsDefault;
            await SellAsync(server, shop, (Other, WarmUpKeys), connections);
            Report.Say($"{keys * BuyersPerKey:N0} buyers for {keys:N0} keys ...");
            sale = await SellAsync(server, shop, (Hot, keys * BuyersPerKey), connections);
        }

        await premises.Program.CheckHealthAsync();
        var delivered = cluster.Count("ours", "select count(*) from ordering_orders where status = 2") - WarmUpKeys;
        var doubled = cluster.Count("ours", "select count(*) from (select order_id from vault_keys where order_id is not null group by order_id having count(*) > 1) as twice");
        Require.That(delivered == keys && sale.Paid == keys && doubled == 0, $"{delivered} orders were delivered, {sale.Paid} paid, {doubled} doubled, for {keys} keys.");
        Require.That(sale.SoldOut == keys * (BuyersPerKey - 1), $"{sale.SoldOut} buyers were told that it is sold out.");

        var rate = keys / sale.Elapsed.TotalSeconds;
        var peer = await PeerAsync(cluster, keys);
        return new Report("flash")
            .Headline(rate, peer, rate / peer)
            .Row("orders/s placed, paid, delivered (peer: settled)", Report.Number(rate), Report.Number(peer))
            .Row("buyers served a second, sold out included", Report.Number(keys * BuyersPerKey / sale.Elapsed.TotalSeconds))
            .Row("delivered / doubled / sold out", $"{delivered:N0} / {doubled} / {sale.SoldOut:N0}")
            .Row("doctor", "clean", "clean")
            .Set("delivered", delivered).Set("doubled", doubled).Set("sold_out", sale.SoldOut).Set("seconds", sale.Elapsed.TotalSeconds);
    }

    private static async Task StockAsync(Premises premises, (int Variant, int Keys) pool)
    {
        var file = Path.Combine(premises.Directory, $"keys-{pool.Variant}.txt");
        await File.WriteAllLinesAsync(file, KeyFile.Lines(pool.Keys, seed: pool.Variant));
        await premises.Program.RunAsync("keys", "import", "--shop", BenchShop.Slug, "--variant", BenchShop.CodeOf(pool.Variant), "--json", file);
    }

    private static async Task<Sale> SellAsync(DinerServerProcess server, BenchShop shop, (int Variant, int Buyers) crowd, int connections)
    {
        var (orders, epay) = (new OrderRequests(shop.Channel, server.Address), new EpayRequests(shop.Channel, server.Address));
        using var load = await HttpLoad.OpenAsync(server.Address, connections);
        var (next, paid, soldOut) = (-1, 0, 0);
        var started = Stopwatch.GetTimestamp();
        await load.EachAsync(async connection =>
        {
            while (Interlocked.Increment(ref next) is var buyer && buyer < crowd.Buyers)
            {
                if (await BuyAsync(connection, orders.Place(crowd.Variant, $"b{buyer}"), epay))
                    Interlocked.Increment(ref paid);
                else
                    Interlocked.Increment(ref soldOut);
            }
        });
        return new Sale(paid, soldOut, Stopwatch.GetElapsedTime(started));
    }

    // True when the buyer has a key, false when it is sold out; anything else is wrong.
    private static async Task<bool> BuyAsync(HttpConnection connection, byte[] order, EpayRequests epay)
    {
        var placed = await connection.SendAsync(order);
        if (placed.Status == 409 && placed.Text.Contains("out_of_stock", StringComparison.Ordinal))
            return false;
        Require.That(OrderRequests.IsPlaced(placed), $"an order was answered {placed.Status} {placed.Text}");
        var notified = await connection.SendAsync(epay.Paid(OrderRequests.NumberIn(placed), BenchShop.PriceMinor));
        Require.That(EpayRequests.IsSuccess(notified), $"a notification was answered {notified.Status} {notified.Text}");
        return true;
    }

    private static async Task<double> PeerAsync(BenchCluster cluster, int keys)
    {
        await using var peer = await Premises.OpenAsync(cluster.Cluster, "peer");
        await SettleBench.PrepareAsync(cluster, peer, keys, variants: 1);
        cluster.Settle();
        var run = await PgbenchPeer.RunAsync(peer.Program, cluster.Cluster.Port, clients: 8, (0, keys));
        await peer.Program.CheckHealthAsync();
        return run.PerSecond;
    }

    private sealed record Sale(int Paid, int SoldOut, TimeSpan Elapsed);
}
