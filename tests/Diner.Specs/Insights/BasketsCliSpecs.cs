using System.Text.Json;
using Xunit;

namespace Diner.Specs.Insights;

public sealed class BasketsCliSpecs : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("diner-cli-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Baskets => Path.Combine(_data, "baskets.csv");

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Rules_are_told_as_json_without_a_database()
    {
        await File.WriteAllTextAsync(Baskets, "basket,item\n1,\"card, game\"\n2,voucher\n1,accelerator\n3,\"card, game\"\n1,accelerator\n", Ct);
        var said = await DinerCli.RunAsync(_data, "insights", "baskets", Baskets, "--min-support", "0.1", "--min-confidence", "0.5", "--json");
        Assert.Equal((0, ""), (said.Code, said.Error));
        var json = JsonDocument.Parse(said.Output).RootElement;
        Assert.Equal((3, 3), (json.GetProperty("transactions").GetInt32(), json.GetProperty("items").GetInt32()));
        Assert.Equal(
            ["""{"if":["accelerator"],"then":["card, game"],"support":0.3333333333333333,"confidence":1,"lift":1.5}""", """{"if":["card, game"],"then":["accelerator"],"support":0.3333333333333333,"confidence":0.5,"lift":1.5}"""],
            json.GetProperty("rules").EnumerateArray().Select(rule => rule.GetRawText()));
        Assert.Equal([Baskets], Directory.GetFileSystemEntries(_data));
    }

    [Fact]
    public async Task A_table_is_for_people()
    {
        await File.WriteAllTextAsync(Baskets, "basket,item\n1,[a]\n1,b\n", Ct);
        var said = await DinerCli.RunAsync(_data, "insights", "baskets", Baskets, "--min-support", "1", "--min-confidence", "0");
        Assert.Equal(0, said.Code);
        Assert.Contains("2 rules in 1 baskets of 2 items.", said.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("basket,item\n1,a\n1\n", "0.1", "line 3: 1 fields instead of 2; put a name that has a comma into quotes.\n")]
    [InlineData("basket,item\n1,a\n", "0", "--min-support: The support is a share: above 0 and at most 1.\n")]
    [InlineData("basket,item\n1,a\n", "half", "Write --min-support and --min-confidence as numbers with a point: 0.01\n")]
    public async Task What_is_wrong_is_said_in_a_sentence_and_a_code(string file, string support, string sentence)
    {
        await File.WriteAllTextAsync(Baskets, file, Ct);
        Assert.Equal((1, "", sentence), await DinerCli.RunAsync(_data, "insights", "baskets", Baskets, "--min-support", support, "--min-confidence", "0.5", "--json"));
    }
}
