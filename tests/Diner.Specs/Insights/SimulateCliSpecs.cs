using System.Text.Json;
using Xunit;

namespace Diner.Specs.Insights;

public sealed class SimulateCliSpecs : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("diner-cli-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task What_is_simulated_is_found_again_by_other_verbs()
    {
        var files = Path.Combine(_data, "out");
        var said = await DinerCli.RunAsync(_data, "simulate", "--seed", "5", "--years", "0.5", "--out", files, "--json");
        Assert.Equal((0, ""), (said.Code, said.Error));
        var orders = JsonDocument.Parse(said.Output).RootElement.GetProperty("orders").GetInt64();
        Assert.Equal(orders + 1, File.ReadLines(Path.Combine(files, "history.csv")).LongCount());
        var rules = await DinerCli.RunAsync(_data, "insights", "baskets", Path.Combine(files, "baskets.csv"), "--min-support", "0.01", "--min-confidence", "0.25", "--json");
        Assert.Contains("""{"if":["DRAGON-30"],"then":["ACC-30D"],""", rules.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_parameters_that_are_written_are_those_that_are_used()
    {
        var parameters = Path.Combine(_data, "parameters.json");
        Assert.Equal(0, (await DinerCli.RunAsync(_data, "simulate", "--write-parameters", parameters)).Code);
        await File.WriteAllTextAsync(parameters, (await File.ReadAllTextAsync(parameters, Ct)).Replace("\"visits_per_day\": 400", "\"visits_per_day\": 20", StringComparison.Ordinal), Ct);
        var said = await DinerCli.RunAsync(_data, "simulate", "restock", "--years", "1", "--parameters", parameters, "--json");
        Assert.Equal(0, said.Code);
        Assert.InRange(JsonDocument.Parse(said.Output).RootElement.GetProperty("rule").GetProperty("revenue").GetDouble(), 1_000_000, 2_000_000);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_a_sentence_and_a_code()
    {
        Assert.Equal((1, "", "Say where to with --out DIR, or play it with --live.\n"), await DinerCli.RunAsync(_data, "simulate"));
        Assert.Equal((1, "", "Write --years as a number: 2, or 0.5.\n"), await DinerCli.RunAsync(_data, "simulate", "--years", "two", "--out", _data));
        Assert.Equal((1, "", "There is no file nowhere. Check the path.\n"), await DinerCli.RunAsync(_data, "simulate", "--parameters", Path.Combine(_data, "nowhere"), "--out", _data));
    }
}
