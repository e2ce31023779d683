using Diner.Bench.Load;
using Diner.Bench.Stage;

namespace Diner.Bench.Import;

/// <summary>
/// The same file into the embedded database, by a second process, while a server on it takes orders: SQLite has one writer, so a
/// checkout may have to wait for a slice of the import, but it must be answered.
/// </summary>
internal static class ImportOnSqlite
{
    private const int Stock = 5_000;
    private const int Orders = 4_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(string file, int keys, Report report)
    {
        await using var premises = await Premises.OpenSqliteAsync();
        var shop = await BenchShop.OpenAsync(premises, variants: 2);
        var stock = Path.Combine(premises.Directory, "stock.txt");
        await File.WriteAllLinesAsync(stock, Enumerable.Range(0, Stock).Select(n => $"STOCK-{n:D8}"));
        await premises.Program.RunAsync("keys", "import", "--shop", BenchShop.Slug, "--variant", BenchShop.CodeOf(1), "--json", stock);

        Report.Say($"SQLite: importing {keys:N0} keys while buyers check out ...");
        await using var server = await premises.Program.ServeAsync();
        using var load = await HttpLoad.OpenAsync(server.Address, connections: 1);
        var requests = new OrderRequests(shop.Channel, server.Address);
        var import = ImportBench.ImportAsync(premises.Program, file, keys);
        var ticks = new List<long>();
        await load.EachAsync(async connection =>
        {
            while (!import.IsCompleted && ticks.Count < Orders)
            {
                var sent = System.Diagnostics.Stopwatch.GetTimestamp();
                var answer = await connection.SendAsync(requests.Place(1, $"b{ticks.Count}"));
                ticks.Add(System.Diagnostics.Stopwatch.GetTimestamp() - sent);
                Require.That(OrderRequests.IsPlaced(answer), $"a checkout beside the import was answered {answer.Status} {answer.Text}");
                await Task.Delay(Pause);
            }
        });
        var run = await import;
        var beside = new Latencies(ticks, run.Elapsed);
        await premises.Program.CheckHealthAsync();
        report.Row("SQLite: keys/s", Report.Number(ImportBench.Rate(keys, run.Elapsed)))
            .Row("SQLite: checkouts beside it; p50 / slowest ms", $"{beside.Count}; {Report.Number(beside.Ms(0.5))} / {Report.Number(beside.Ms(1))}")
            .Row("SQLite: peak memory MB", Report.Number(run.PeakMemoryMb))
            .Set("sqlite_keys_per_second", ImportBench.Rate(keys, run.Elapsed)).Set("sqlite_peak_memory_mb", run.PeakMemoryMb)
            .Set("sqlite_checkouts", beside.Count).Set("sqlite_checkout_p50_ms", beside.Ms(0.5)).Set("sqlite_checkout_slowest_ms", beside.Ms(1));
    }
}
