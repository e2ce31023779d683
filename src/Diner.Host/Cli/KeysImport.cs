using System.CommandLine;
using System.Globalization;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Vault.Import;
using Spectre.Console;

namespace Diner.Host.Cli;

/// <summary><c>diner keys import</c>.</summary>
internal static class KeysImport
{
    private const string StandardInput = "-";

    private static readonly Argument<string> KeyFile = new("file") { Description = "The file; - is standard input" };
    private static readonly Option<string> Separator = new("--separator") { Description = "What stands between card number and password; lines without it are rejected", DefaultValueFactory = _ => "" };
    private static readonly Option<string?> Cost = new("--cost") { Description = "What one key cost, in the shop's currency: 8.50" };
    private static readonly Option<string> Supplier = new("--supplier") { Description = "Who sold the keys to the shop", DefaultValueFactory = _ => "" };
    private static readonly Option<DateTimeOffset?> Expires = new("--expires") { Description = "The keys are not sold from this moment on: 2027-01-31, 2027-01-31T18:00:00+08:00 (UTC without a zone)", CustomParser = ParseExpiry };
    private static readonly Option<KeyFileFormat> Format = new("--format") { Description = "text: one key a line; csv: a header row names the fields; article: the whole file is one key" };
    private static readonly Option<string?> Rejects = new("--rejects") { Description = "Write the number and reason of every rejected line to this file" };

    public static Command Build()
    {
        var command = new Command("import", "Import keys from a file: all of it or nothing. Keys the shop has already are left out.")
        {
            KeyFile, Separator, Cost, Supplier, Expires, Format, Rejects, KeysContext.Json,
        };
        command.WithPool().SetAction((parsed, ct) => KeysContext.OnPoolAsync(parsed, (services, shop, variant) => RunAsync(parsed, services, (shop, variant), ct), ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ServiceProvider services, (ShopView Shop, VariantId Variant) pool, CancellationToken ct)
    {
        var cost = new Money(0, pool.Shop.Currency);
        if (parsed.GetValue(Cost) is { } text && !Money.TryParseMajor(text, pool.Shop.Currency, out cost))
            return KeysContext.Fail(new Problem(ProblemCode.InvalidRequest, $"--cost '{text}' is no amount in {pool.Shop.Currency}. Write it like 8.50."));
        var path = parsed.GetValue(KeyFile)!;
        if (path != StandardInput && !File.Exists(path))
            return KeysContext.Fail(new Problem(ProblemCode.NotFound, $"There is no file '{path}'."));

        await using var file = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        await using var rejects = parsed.GetValue(Rejects) is { } rejectsPath ? new StreamWriter(rejectsPath) : null;
        var request = new ImportRequest(pool.Shop.Id, pool.Variant)
        {
            Separator = parsed.GetValue(Separator)!,
            Supplier = parsed.GetValue(Supplier)!,
            UnitCostMinor = cost.AmountMinor,
            ExpiresAt = parsed.GetValue(Expires) ?? DateTimeOffset.MaxValue,
            Format = parsed.GetValue(Format),
            Rejects = rejects,
        };
        var onTerminal = !Console.IsOutputRedirected && !parsed.GetValue(KeysContext.Json);
        var result = await ImportAsync(services.GetRequiredService<ImportKeys>(), request, file, onTerminal, ct);
        return result.IsOk ? Report(result.Value, onTerminal) : KeysContext.Fail(result.Problem);
    }

    private static Task<Result<ImportSummary>> ImportAsync(ImportKeys import, ImportRequest request, Stream file, bool onTerminal, CancellationToken ct)
    {
        if (!onTerminal)
            return import.RunAsync(Actor.CommandLine(), request, file, ct);
        return AnsiConsole.Progress().StartAsync(progress =>
        {
            var task = progress.AddTask("keys");
            if (file.CanSeek)
                task.MaxValue = Math.Max(1, file.Length);
            else
                task.IsIndeterminate = true;
            return import.RunAsync(Actor.CommandLine(), request with { Progress = at => task.Value(at.BytesRead).Description($"{at.Keys:N0} keys") }, file, ct);
        });
    }

    private static int Report(ImportSummary done, bool onTerminal)
    {
        if (onTerminal)
        {
            Console.WriteLine($"{done.Accepted} imported, {done.Duplicates} duplicates, {done.Rejected} rejected. Batch {done.BatchId.Value}");
            foreach (var line in done.FirstRejects)
                Console.WriteLine($"  line {line.Number}: {line.Reason}");
            return 0;
        }

        Console.WriteLine(KeysContext.ToJson(new
        {
            batch_id = done.BatchId.Value,
            done.Accepted,
            done.Duplicates,
            done.Rejected,
            rejects = done.FirstRejects.Select(line => new { line = line.Number, line.Reason }),
            file_sha256 = done.FileSha256,
            done.Encoding,
        }));
        return 0;
    }

    private static DateTimeOffset? ParseExpiry(System.CommandLine.Parsing.ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return at.ToUniversalTime();
        argument.AddError($"--expires '{text}' is no date. Write it like 2027-01-31.");
        return null;
    }
}
