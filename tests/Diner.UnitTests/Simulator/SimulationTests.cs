using System.Text.Json;
using Diner.Insights.Baskets;
using Diner.Simulator;
using Diner.Simulator.Parameters;
using Diner.Simulator.Rhythm;
using Xunit;

namespace Diner.UnitTests.Simulator;

public sealed class SimulationTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("diner-sim-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        var (first, again) = (Written("a", 9, 2), Written("b", 9, 2));
        Assert.Equal(
            ["baskets.csv", "batches.csv", "buyers.csv", "catalogue.csv", "conversations.jsonl", "events.csv", "fraudsters.csv", "history.csv", "problems.csv", "truth.json"],
            Directory.GetFiles(first).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(first), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(again, Path.GetFileName(file)))));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(first, "history.csv")), File.ReadAllBytes(Path.Combine(Written("c", 10, 2), "history.csv")));
    }

    [Fact]
    public void The_history_begins_with_the_columns_that_are_imported()
    {
        var lines = File.ReadLines(Path.Combine(Written("a", 1, 1), "history.csv")).Take(2).ToList();
        Assert.StartsWith("order_no,paid_at,buyer,variant,quantity,amount,unit_cost,category,", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^S000000001,2024-01-01T\d\d:\d\d:\d\d\+08:00,buyer\d{7},[A-Z0-9-]+,\d+,\d+\.\d\d,\d+\.\d{2,4},", lines[1]);
    }

    [Fact]
    public void The_planted_pairs_are_found_in_the_baskets_within_two_points()
    {
        var directory = Written("a", 4, 6);
        using var file = File.OpenRead(Path.Combine(directory, "baskets.csv"));
        var rules = FindRules.Run(BasketFile.Read(file).Value!, new RuleLimits { MinSupport = 0.002m, MinConfidence = 0.15m, MaxLength = 2 }).Value!;
        Assert.Equal(
            ParameterFile.Default.Goods.Where(goods => goods.Category is "game-card" or "video").Select(goods => goods.Code).Order(),
            rules.Where(rule => rule.Then is "ACC-30D" or "MEAL-20" && rule.Lift > 1).Select(rule => rule.If[0]).Order());
        Assert.All(rules.Where(rule => rule.Then == "ACC-30D"), rule => Assert.InRange(rule.Confidence, 0.30, 0.34));
        Assert.All(rules.Where(rule => rule.Then == "MEAL-20"), rule => Assert.InRange(rule.Confidence, 0.26, 0.30));
    }

    [Fact]
    public void The_truth_says_what_was_planted()
    {
        var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(Written("a", 4, 12), "truth.json"))).RootElement;
        Assert.Equal(File.ReadLines(Path.Combine(_directory, "a", "history.csv")).Count() - 1, truth.GetProperty("orders").GetInt64());
        Assert.Equal(
            [("game-card", 4, 20, 22, 3), ("accelerator", 4, 20, 22, 2.62)],
            truth.GetProperty("peaks").EnumerateArray().Select(peak => (peak.GetProperty("category").GetString(), peak.GetProperty("weekday").GetInt32(), peak.GetProperty("from_hour").GetInt32(), peak.GetProperty("to_hour").GetInt32(), peak.GetProperty("factor").GetDouble())));
        Assert.Equal(12, truth.GetProperty("segments").GetArrayLength());
        var version = truth.GetProperty("event_effects").EnumerateArray().First(effect => effect.GetProperty("scope").GetString() == "variant:STARFALL-98");
        Assert.Equal((200, 72), (version.GetProperty("uplift_pct").GetDouble(), version.GetProperty("duration_hours").GetDouble()));
    }

    [Theory]
    [InlineData("spring festival 2024", "2024-02-08", "2024-02-17")]
    [InlineData("spring festival 2025", "2025-01-27", "2025-02-05")]
    [InlineData("mid-autumn 2025", "2025-10-04", "2025-10-08")]
    public void Lunar_holidays_move(string name, string from, string to)
    {
        var windows = PlanWindows.Between(ParameterFile.Default, new DateTime(2024, 1, 1), new DateTime(2026, 1, 1));
        var window = Assert.Single(windows, window => window.Name == name);
        Assert.Equal((from, to), (window.From.ToString("yyyy-MM-dd", null), window.To.ToString("yyyy-MM-dd", null)));
    }

    [Theory]
    [InlineData("\"visits_per_day\": 400", "\"visits_per_day\": 0", "visits_per_day: above 0, at most 1000000.")]
    [InlineData("Asia/Shanghai", "Asia/Nowhere", "time_zone: 'Asia/Nowhere' is unknown; write it like Asia/Shanghai.")]
    [InlineData("\"code\": \"MEAL-20\"", "\"code\": \"MEAL\"", "pairs video: a category, goods of another category, a probability from 0 to 1, 1 to 60 minutes.")]
    [InlineData("\"probability\": 0.32", "\"probability\": 32", "pairs game-card: a category, goods of another category, a probability from 0 to 1, 1 to 60 minutes.")]
    public void A_parameter_that_cannot_be_is_refused_by_its_name(string was, string now, string sentence) =>
        Assert.Equal(sentence, Simulation.Plan(Simulation.DefaultParameters.Replace(was, now, StringComparison.Ordinal), 1, 1).Problem!.Detail);

    [Theory]
    [InlineData("\"birthday_factor\"", "\"birthday_facto\"", "birthday_facto")]
    [InlineData("\"growth_per_year\": 0.15,", "", "growth_per_year")]
    [InlineData("\"growth_per_year\": 0.15,", "\"growth_per_year\": \"much\",", "$.growth_per_year")]
    public void A_misspelt_or_missing_parameter_is_refused(string was, string now, string named) =>
        Assert.Contains(named, Simulation.Plan(Simulation.DefaultParameters.Replace(was, now, StringComparison.Ordinal), 1, 1).Problem!.Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(241)]
    public void Some_time_is_simulated_but_no_eternity(int months) => Assert.Equal("years", Simulation.Plan(null, 1, months).Problem!.Field);

    // The file of defaults is what a person edits: it names every parameter, because a missing one is refused.
    [Fact]
    public void Every_parameter_stands_in_the_reference()
    {
        var reference = File.ReadAllText(Path.Combine(Root, "docs/reference/simulator.md"));
        var names = Names(JsonDocument.Parse(Simulation.DefaultParameters, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement).ToHashSet();
        Assert.Contains("within_minutes", names);
        Assert.DoesNotContain(names, name => !reference.Contains($"{name}`", StringComparison.Ordinal) && !reference.Contains($"`{name}.", StringComparison.Ordinal));
    }

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Diner.slnx")))
                directory = directory.Parent!;
            return directory.FullName;
        }
    }

    private static IEnumerable<string> Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private string Written(string name, ulong seed, int months)
    {
        var directory = Path.Combine(_directory, name);
        Simulation.Plan(null, seed, months).Value!.WriteFiles(directory, Ct);
        return directory;
    }
}
