using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diner.Insights.Baskets;
using Spectre.Console;

namespace Diner.Host.Cli;

/// <summary><c>diner insights baskets</c>: association rules in any file of <c>basket,item</c>. Needs no database.</summary>
internal static class InsightsBaskets
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "CSV with the header basket,item: a row for each item of a basket, in any order" };
    private static readonly Option<string> MinSupport = new("--min-support") { Description = "The share of baskets that must have all items of a rule: above 0, at most 1", Required = true };
    private static readonly Option<string> MinConfidence = new("--min-confidence") { Description = "Of the baskets with a rule's if-items, the share that must have its then-item too: 0 to 1", Required = true };
    private static readonly Option<int> MinLength = new("--min-length") { Description = "How many items a rule has at least, both sides together (at least 2 in any case)", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> MaxLength = new("--max-length") { Description = "How many items a rule has at most, both sides together", DefaultValueFactory = _ => int.MaxValue };

    public static Command Build()
    {
        var baskets = new Command("baskets", "Say what is bought together: association rules (FP-growth, exact) whose then-side is one item. Surest first, then the more frequent, then by name.")
        {
            File, MinSupport, MinConfidence, MinLength, MaxLength, CliContext.Json,
        };
        baskets.SetAction(Run);
        return baskets;
    }

    private static int Run(ParseResult parsed)
    {
        if (Share(parsed, MinSupport) is not { } support || Share(parsed, MinConfidence) is not { } confidence)
            return CliContext.Fail("Write --min-support and --min-confidence as numbers with a point: 0.01");
        var file = parsed.GetRequiredValue(File);
        if (!file.Exists)
            return CliContext.Fail($"There is no file {file.Name}. Check the path.");
        using var stream = file.OpenRead();
        var read = BasketFile.Read(stream);
        if (!read.IsOk)
            return CliContext.Fail(read.Problem.Detail);
        var found = FindRules.Run(read.Value, new RuleLimits
        {
            MinSupport = support,
            MinConfidence = confidence,
            MinLength = parsed.GetValue(MinLength),
            MaxLength = parsed.GetValue(MaxLength),
        });
        if (!found.IsOk)
            return CliContext.Fail($"--{found.Problem.Field}: {found.Problem.Detail}");
        if (parsed.GetValue(CliContext.Json))
            PrintJson(read.Value, found.Value);
        else
            PrintTable(read.Value, found.Value);
        return 0;
    }

    private static decimal? Share(ParseResult parsed, Option<string> option) =>
        decimal.TryParse(parsed.GetRequiredValue(option), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : null;

    private static void PrintJson(BasketSet baskets, IReadOnlyList<AssociationRule> rules)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, new
        {
            transactions = baskets.Transactions,
            items = baskets.Items,
            rules = rules.Select(rule => new Dictionary<string, object>
            {
                ["if"] = rule.If,
                ["then"] = new[] { rule.Then },
                ["support"] = rule.Support,
                ["confidence"] = rule.Confidence,
                ["lift"] = rule.Lift,
            }),
        });
        output.Write("\n"u8);
    }

    private static void PrintTable(BasketSet baskets, IReadOnlyList<AssociationRule> rules)
    {
        var table = new Table().AddColumns("if", "then", "support", "confidence", "lift", "leverage", "conviction");
        foreach (var rule in rules)
            table.AddRow(Markup.Escape(string.Join(", ", rule.If)), Markup.Escape(rule.Then), Figure(rule.Support), Figure(rule.Confidence), Figure(rule.Lift), Figure(rule.Leverage), Figure(rule.Conviction));
        AnsiConsole.Write(table);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules.Count:N0} rules in {baskets.Transactions:N0} baskets of {baskets.Items:N0} items."));
    }

    private static string Figure(double value) => double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "never wrong";
}
