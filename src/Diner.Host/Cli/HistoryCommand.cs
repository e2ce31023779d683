using System.CommandLine;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Insights.Files;
using Diner.Insights.History;

namespace Diner.Host.Cli;

/// <summary><c>diner history</c>: what a store sold before it came here.</summary>
internal static class HistoryCommand
{
    private static readonly Argument<string> CsvFile = new("file") { Description = "CSV with the columns order_no,paid_at,buyer,variant,quantity,amount,unit_cost; - is standard input" };

    public static Command Build()
    {
        var import = new Command("import", "Import past orders: all of the file or nothing. What was imported before counts once.") { CsvFile, KeysContext.Json };
        import.WithShop().SetAction((parsed, ct) => KeysContext.OnShopAsync(parsed, (services, shop) => RunAsync(parsed, services, shop, ct), ct));
        return new Command("history", "What a store sold before it came here.") { import };
    }

    private static async Task<int> RunAsync(ParseResult parsed, ServiceProvider services, ShopView shop, CancellationToken ct)
    {
        using var text = InsightsFile.Open(parsed.GetValue(CsvFile)!);
        if (text is null)
            return CliContext.Fail($"There is no file '{parsed.GetValue(CsvFile)}'.");
        var result = await services.GetRequiredService<ImportHistory>().RunAsync(Actor.CommandLine(), shop, text, ct);
        if (!result.IsOk)
            return KeysContext.Fail(result.Problem);
        var done = result.Value;
        return done.ErrorCount > 0
            ? InsightsFile.Refuse(parsed, done.ErrorCount, done.Errors)
            : KeysContext.Done(parsed, $"{done.Imported} lines imported, {done.Known} known before, {done.VariantsCreated} variants made.", new { done.Imported, done.Known, done.VariantsCreated, errors = Array.Empty<RowError>() });
    }
}
