using System.Globalization;
using Diner.Bench.Stage;

namespace Diner.Bench.Import;

/// <summary>
/// A file of a million keys through <c>diner keys import</c>: read, checked, sealed one by one, deduplicated, indexed, committed.
/// Both sides are timed from the start of their process to its end.
/// <list type="number">
/// <item>Ours, with the program's peak memory.</item>
/// <item>Peer (a): <c>psql</c>'s <c>\copy</c> of the same file into a bare table of one column.</item>
/// <item>Peer (b): <c>\copy</c> of the rows we made into two tables with the indexes of <c>vault_keys</c> and <c>vault_fingerprints</c>: what storing them costs by itself.</item>
/// <item>The same file on SQLite, while buyers check out.</item>
/// </list>
/// </summary>
internal static class ImportBench
{
    private const int KeysDefault = 1_000_000;
    private const int PeerRuns = 3;
    private const string Copied = "id, shop_id, variant_id, batch_id, state, secret, fingerprint, expires_at";

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var keys = options.CountOr(KeysDefault);
        using var cluster = BenchCluster.Start();
        await using var premises = await Premises.OpenAsync(cluster.Cluster, "ours");
        await BenchShop.OpenAsync(premises, variants: 1);
        var file = Path.Combine(premises.Directory, "keys.txt");
        await File.WriteAllLinesAsync(file, KeyFile.Lines(keys));

        // 1. Ours.
        Report.Say($"Importing {keys:N0} keys ...");
        cluster.Settle();
        var ours = await ImportAsync(premises.Program, file, keys);
        Report.Say($"{Report.Number(Rate(keys, ours.Elapsed))} keys/s, peak {Report.Number(ours.PeakMemoryMb)} MB");
        await premises.Program.CheckHealthAsync();

        // 2 and 3. The peers.
        var plain = Rate(keys, await CopyAsync(cluster, keys, file, "create table bench_copy (line text)"));
        var indexed = Rate(keys, await CopyRowsAsync(cluster, keys, premises, $"vault_keys ({Copied})") + await CopyRowsAsync(cluster, keys, premises, "vault_fingerprints (shop_id, fingerprint, key_id)"));

        var report = new Report("import")
            .Headline(Rate(keys, ours.Elapsed), plain, Rate(keys, ours.Elapsed) / plain)
            .Row("PostgreSQL: keys/s (peer: \\copy, bare table)", Report.Number(Rate(keys, ours.Elapsed)), Report.Number(plain))
            .Row("ratio (target 0.4)", Report.Number(Rate(keys, ours.Elapsed) / plain))
            .Row("peer: \\copy of the sealed rows, our indexes", "", Report.Number(indexed))
            .Row("ratio to it", Report.Number(Rate(keys, ours.Elapsed) / indexed))
            .Row("peak memory MB (target < 300)", Report.Number(ours.PeakMemoryMb))
            .Set("keys", keys).Set("peak_memory_mb", ours.PeakMemoryMb).Set("peer_indexed", indexed).Set("ratio_indexed", Rate(keys, ours.Elapsed) / indexed);
        if (options.Sqlite)
            await ImportOnSqlite.RunAsync(file, keys, report);
        return report;
    }

    internal static async Task<ToolRun> ImportAsync(DinerProgram program, string file, int keys)
    {
        var run = await program.RunAsync("keys", "import", "--shop", BenchShop.Slug, "--variant", BenchShop.CodeOf(0), "--json", file);
        Require.That(run.Output.Contains($"\"accepted\":{keys.ToString(CultureInfo.InvariantCulture)},", StringComparison.Ordinal), $"not all keys were imported: {run.Output}");
        return run;
    }

    internal static double Rate(int keys, TimeSpan elapsed) => keys / elapsed.TotalSeconds;

    private static async Task<TimeSpan> CopyRowsAsync(BenchCluster cluster, int keys, Premises premises, string table)
    {
        var rows = Path.Combine(premises.Directory, "rows.txt");
        await PsqlAsync(cluster, $"\\copy {table} to '{rows}'");
        return await CopyAsync(cluster, keys, rows, $"create table bench_copy (like {table.Split(' ')[0]} including all)", table[table.IndexOf('(', StringComparison.Ordinal)..]);
    }

    // The best of some runs, each into a new table.
    private static async Task<TimeSpan> CopyAsync(BenchCluster cluster, int keys, string file, string create, string columns = "")
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < PeerRuns; i++)
        {
            await PsqlAsync(cluster, "drop table if exists bench_copy");
            await PsqlAsync(cluster, create);
            cluster.Settle();
            var run = await PsqlAsync(cluster, $"\\copy bench_copy{columns} from '{file}'");
            best = run.Elapsed < best ? run.Elapsed : best;
        }

        Require.That(cluster.Count("ours", "select count(*) from bench_copy") == keys, "the peer did not copy every line.");
        await PsqlAsync(cluster, "drop table bench_copy");
        return best;
    }

    private static Task<ToolRun> PsqlAsync(BenchCluster cluster, string command) =>
        Tool.PostgresAsync("psql", "-h", "127.0.0.1", "-p", $"{cluster.Cluster.Port}", "-U", "diner", "-d", "ours", "-v", "ON_ERROR_STOP=1", "-qAt", "-c", command);
}
