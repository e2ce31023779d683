using System.Diagnostics;
using System.Globalization;
using Diner.Bench.Load;
using Diner.Bench.Stage;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Payments.Channels;
using Diner.Payments.Sandbox;
using Diner.Testing;

namespace Diner.Bench.Lists;

/// <summary>
/// How long the list pages of a merchant's console and of the operator's take on ten million orders and ten million keys: the real server,
/// people who are signed in, one request at a time, each with other values, and which indexes served it. There is no peer; the target is 200 ms at p95.
/// </summary>
internal static class ListsBench
{
    private const int Full = 10_000_000;
    private const int FullQuick = 200_000;
    private const int Variants = 20;
    private const int RequestsEach = 40;
    private const double TargetMs = 200;

    private static readonly TimeSpan StatisticsDelay = TimeSpan.FromSeconds(1.5);

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var count = options.Count ?? (options.Quick ? FullQuick : Full);
        using var cluster = BenchCluster.Start();
        await using var premises = await Premises.OpenAsync(cluster.Cluster, "lists");
        var seed = await SeedAsync(cluster, premises, count);
        cluster.Settle();
        await using var server = await premises.Program.ServeAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Address };
        var seats = new Seats(premises);
        var report = new Report("lists");
        var worst = 0.0;
        foreach (var page in ListPages.All(seed))
        {
            var before = Scans(cluster);
            var took = await MeasureAsync(http, page, await seats.OfAsync(page.By));
            await Task.Delay(StatisticsDelay);
            worst = Math.Max(worst, took.Ms(0.95));
            report.Row(page.Name, $"{Report.Number(took.Ms(0.5))} / {Report.Number(took.Ms(0.95))}", Used(before, Scans(cluster)));
            report.Set($"{page.Name.Replace(' ', '_')}_p95", took.Ms(0.95));
        }

        return report.Row($"the slowest p95 ms (target < {TargetMs})", Report.Number(worst)).Headline(worst, TargetMs, worst / TargetMs).Set("orders", count).Set("keys", count);
    }

    private static async Task<ListSeed> SeedAsync(BenchCluster cluster, Premises premises, int count)
    {
        var shop = await BenchShop.OpenAsync(premises, Variants);
        var rare = Require.Value(await premises.Get<EditChannels>().AddAsync(Diner.Data.Audit.Actor.House("bench"), new NewChannel(shop.Id, SandboxAccount.ChannelType, "rare", SandboxAccount.NewSettings()), CancellationToken.None));
        var neighbours = await Clerk.AddMerchantAsync(premises.Services, "Neighbours", CancellationToken.None);
        var seed = new ListSeed(shop, count, rare.Value, await premises.Get<BuyerHashes>().ContactAsync(ListSeed.Buyer, CancellationToken.None))
        {
            NeighboursMerchant = neighbours.Value, NeighbourShops = await OpenAsync(premises, neighbours),
        };
        foreach (var (what, sql) in seed.Steps())
        {
            var watch = Stopwatch.StartNew();
            cluster.Cluster.Psql("lists", sql);
            Report.Say($"{what} in {watch.Elapsed.TotalSeconds:0} s");
        }

        return seed;
    }

    private static async Task<IReadOnlyList<Guid>> OpenAsync(Premises premises, MerchantId merchant)
    {
        var shops = new List<Guid>();
        for (var i = 0; i < ListSeed.Neighbours; i++)
        {
            var shop = new NewShop(ListSeed.NeighbourSlug(i), $"Neighbour {i}", CurrencyCode.Cny) { Merchant = merchant };
            shops.Add(Require.Value(await premises.Get<OpenShop>().RunAsync(Diner.Data.Audit.Actor.House("bench"), shop, CancellationToken.None)).Id.Value);
        }

        return shops;
    }

    private static async Task<Latencies> MeasureAsync(HttpClient http, ListPage page, string seat)
    {
        var ticks = new List<long>();
        var whole = Stopwatch.StartNew();
        for (var i = -2; i < RequestsEach; i++)
        {
            var path = page.Address(Math.Abs(i));
            var start = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", seat } } };
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            if (i >= 0)
                ticks.Add(Stopwatch.GetTimestamp() - start);
            Require.That((int)answer.StatusCode == 200, $"{path} was answered {(int)answer.StatusCode}.");
        }

        return new Latencies(ticks, whole.Elapsed);
    }

    private static Dictionary<string, long> Scans(BenchCluster cluster) => cluster.Cluster
        .Psql("lists", "select indexrelname || ' ' || idx_scan from pg_stat_user_indexes where relname in ('ordering_orders', 'ordering_exceptions', 'ordering_holds', 'payments_payments', 'vault_keys', 'delivery_problem_reports', 'data_audit', 'accounts_staff') union all select 'seq:' || relname || ' ' || seq_scan from pg_stat_user_tables where relname in ('ordering_orders', 'vault_keys', 'payments_payments', 'data_audit', 'accounts_staff')")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture));

    private static string Used(Dictionary<string, long> before, Dictionary<string, long> after) =>
        string.Join(' ', after.Where(scan => scan.Value - before.GetValueOrDefault(scan.Key) >= RequestsEach).Select(scan => scan.Key));
}
