using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diner.Simulator;

namespace Diner.Host.Cli;

/// <summary><c>diner simulate</c>: years of trade with known truth, as files. Needs no database.</summary>
internal static class SimulateCommand
{
    private const int MonthsPerYear = 12;

    private static readonly Option<ulong> Seed = new("--seed") { Description = "The same seed and parameters give the same bytes", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Years = new("--years") { Description = "How many years, to the month: 2, or 0.5", DefaultValueFactory = _ => "2" };
    private static readonly Option<DirectoryInfo?> Out = new("--out") { Description = "The directory to write into; files of the same names are replaced" };
    private static readonly Option<FileInfo?> Parameters = new("--parameters") { Description = "A file with every rate; the default is what --write-parameters writes" };
    private static readonly Option<FileInfo?> WriteParameters = new("--write-parameters") { Description = "Write the default rates, with what each means, into a file, and do nothing else" };

    public static Command Build()
    {
        var simulate = new Command("simulate", "Make years of plausible trade with known truth: history, baskets, events, labels, conversations, and truth.json.")
        {
            Seed, Years, Out, Parameters, WriteParameters, CliContext.Json,
        };
        simulate.SetAction(RunAsync);
        return simulate;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(WriteParameters) is { } defaults)
        {
            await File.WriteAllTextAsync(defaults.FullName, Simulation.DefaultParameters, ct);
            return 0;
        }

        if (parsed.GetValue(Out) is not { } directory)
            return CliContext.Fail("Say where to with --out DIR.");
        if (!decimal.TryParse(parsed.GetValue(Years), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var years) || years > Simulation.MonthsMax)
            return CliContext.Fail("Write --years as a number: 2, or 0.5.");
        if (parsed.GetValue(Parameters) is { Exists: false } missing)
            return CliContext.Fail($"There is no file {missing.Name}. Check the path.");
        var parameters = parsed.GetValue(Parameters) is { } file ? await File.ReadAllTextAsync(file.FullName, ct) : null;
        var simulation = Simulation.Plan(parameters, parsed.GetValue(Seed), (int)Math.Round(years * MonthsPerYear));
        return simulation.IsOk ? Told(parsed, directory, simulation.Value.WriteFiles(directory.FullName, ct)) : CliContext.Fail(simulation.Problem.Detail);
    }

    private static int Told(ParseResult parsed, DirectoryInfo directory, SimulationSummary written)
    {
        Console.WriteLine(parsed.GetValue(CliContext.Json)
            ? JsonSerializer.Serialize(new { orders = written.Orders, revenue = written.RevenueMinor / 100m, buyers = written.Buyers, directory = directory.FullName })
            : string.Create(CultureInfo.InvariantCulture, $"{written.Orders:N0} orders of {written.Buyers:N0} buyers, {written.RevenueMinor / 100m:N2} in all, in {directory.Name}. What is true of them stands in truth.json."));
        return 0;
    }
}
