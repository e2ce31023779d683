using System.Text.Json;
using Diner.Bench.Stage;

namespace Diner.Bench.Insights;

/// <summary>
/// <c>diner insights baskets</c> on a file of a million baskets of five items on average, out of 200 whose popularity falls off as in a
/// shop: from the start of the process to its end, with its peak memory. Once with the pairs that matter to a shop, once with every set that
/// one basket in 2,000 has. No peer: the issue gives the target in seconds.
/// </summary>
internal static class BasketsBench
{
    private const int BasketsDefault = 1_000_000;
    private const int Items = 200;
    private const int ItemsPerBasketMax = 9;
    private const double PopularityExponent = 0.7;
    private const double TargetSeconds = 20;

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var baskets = options.CountOr(BasketsDefault);
        var directory = Directory.CreateTempSubdirectory("diner-bench-").FullName;
        try
        {
            var file = Path.Combine(directory, "baskets.csv");
            await File.WriteAllLinesAsync(file, Lines(baskets));
            var pairs = await FindAsync(file, baskets, "0.01");
            var all = await FindAsync(file, baskets, "0.0005");
            return new Report("insights-baskets")
                .Headline(all.Run.Elapsed.TotalSeconds, TargetSeconds, all.Run.Elapsed.TotalSeconds / TargetSeconds)
                .Row($"{Report.Number(baskets)} baskets, support 0.01: seconds; rules", Report.Number(pairs.Run.Elapsed.TotalSeconds), Report.Number(pairs.Rules))
                .Row("support 0.0005: seconds; rules", Report.Number(all.Run.Elapsed.TotalSeconds), Report.Number(all.Rules))
                .Row("target seconds", Report.Number(TargetSeconds))
                .Row("peak memory MB", Report.Number(all.Run.PeakMemoryMb))
                .Set("baskets", baskets).Set("seconds_frequent", pairs.Run.Elapsed.TotalSeconds).Set("rules", all.Rules).Set("peak_memory_mb", all.Run.PeakMemoryMb);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<(ToolRun Run, int Rules)> FindAsync(string file, int baskets, string support)
    {
        var run = await DinerProgram.RunAloneAsync("insights", "baskets", file, "--min-support", support, "--min-confidence", "0.1", "--json");
        var found = JsonDocument.Parse(run.Output).RootElement;
        Require.That(found.GetProperty("transactions").GetInt32() == baskets, "not every basket was counted.");
        return (run, found.GetProperty("rules").GetArrayLength());
    }

    // The same bytes each time.
    private static IEnumerable<string> Lines(int baskets)
    {
        var random = new Random(1);
        var upTo = new double[Items];
        for (var i = 0; i < Items; i++)
            upTo[i] = (i == 0 ? 0 : upTo[i - 1]) + Math.Pow(i + 3, -PopularityExponent);
        yield return "basket,item";
        for (var basket = 0; basket < baskets; basket++)
        {
            for (var left = random.Next(1, ItemsPerBasketMax + 1); left > 0; left--)
                yield return $"B{basket:D7},item-{~Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]):D3}";
        }
    }
}
