using System.CommandLine;
using System.Text.Json;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Microsoft.EntityFrameworkCore;

namespace Diner.Host.Cli;

/// <summary><c>diner demo</c>: a shop to look at and to buy in, with play money.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Report as one JSON object" };

    public static Command Build()
    {
        var command = new Command("demo", "Open the demo shop with goods, keys and a sandbox channel. What is there already is left alone.") { Json }.WithDatabase();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var services = CliContext.Services(parsed);
        await Migrator.MigrateAsync(services.GetRequiredService<IDbContextFactory<DinerDb>>(), ct);
        var opened = await DemoShop.From(services).OpenAsync(ct);
        if (!opened.IsOk)
        {
            await Console.Error.WriteLineAsync($"The demo shop could not be opened: {opened.Problem.Detail}");
            return 1;
        }

        var report = opened.Value;
        Console.WriteLine(parsed.GetValue(Json)
            ? JsonSerializer.Serialize(new { shop = report.Slug, variants_added = report.VariantsAdded, keys_added = report.KeysAdded, channel = report.Channel.Value })
            : $"The demo shop is open at /s/{report.Slug}: {report.VariantsAdded} variants and {report.KeysAdded} keys were added.");
        return 0;
    }
}
