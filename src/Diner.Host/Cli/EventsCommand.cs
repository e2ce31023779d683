using System.CommandLine;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Insights.Files;
using Diner.Insights.Occasions;

namespace Diner.Host.Cli;

/// <summary><c>diner events</c>: what a merchant did that trade may answer to.</summary>
internal static class EventsCommand
{
    private static readonly Argument<string> CsvFile = new("file") { Description = "CSV with the columns at,name,scope; a scope is variant:CODE, category:NAME or empty for the whole shop; - is standard input" };

    public static Command Build()
    {
        var import = new Command("import", "Import events: all of the file or nothing. What is there already counts once.") { CsvFile, KeysContext.Json };
        import.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(parsed, (services, shop) => RunAsync(parsed, services, shop, ct), ct));
        return new Command("events", "What a merchant did that trade may answer to: releases, campaigns.") { import };
    }

    private static async Task<int> RunAsync(ParseResult parsed, ServiceProvider services, ShopView shop, CancellationToken ct)
    {
        using var text = InsightsFile.Open(parsed.GetValue(CsvFile)!);
        if (text is null)
            return CliContext.Fail($"There is no file '{parsed.GetValue(CsvFile)}'.");
        var done = await services.GetRequiredService<ImportOccasions>().RunAsync(Actor.CommandLine(), shop, text, ct);
        return done.ErrorCount > 0
            ? InsightsFile.Refuse(parsed, done.ErrorCount, done.Errors)
            : KeysContext.Done(parsed, $"{done.Imported} events imported, {done.Known} known before.", new { done.Imported, done.Known, errors = Array.Empty<RowError>() });
    }
}
