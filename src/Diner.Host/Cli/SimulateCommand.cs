using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diner.Simulator;

namespace Diner.Host.Cli;

/// <summary><c>diner simulate</c>: years of trade with known truth, as files. Needs no database.</summary>
internal static class SimulateCommand
{
    private static readonly Option<DirectoryInfo?> Out = new("--out") { Description = "The directory to write into; files of the same names are replaced" };
    private static readonly Option<FileInfo?> WriteParameters = new("--write-parameters") { Description = "Write the default rates, with what each means, into a file, and do nothing else" };

    public static Command Build()
    {
        var simulate = new Command("simulate", "Make years of plausible trade with known truth: history, baskets, events, labels, conversations, and truth.json.")
        {
            Out, WriteParameters, CliContext.Json, SimulateRestock.Build(),
        };
        SimulationPlan.AddTo(simulate);
        SimulateLive.AddTo(simulate);
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

        var isLive = parsed.GetValue(SimulateLive.Live);
        if (parsed.GetValue(Out) is null && !isLive)
            return CliContext.Fail("Say where to with --out DIR, or play it with --live.");
        var simulation = await SimulationPlan.ReadAsync(parsed, ct);
        if (!simulation.IsOk)
            return CliContext.Fail(simulation.Problem.Detail);
        return isLive
            ? await SimulateLive.RunAsync(parsed, simulation.Value, ct)
            : Told(parsed, parsed.GetValue(Out)!, simulation.Value.WriteFiles(parsed.GetValue(Out)!.FullName, ct));
    }

    private static int Told(ParseResult parsed, DirectoryInfo directory, SimulationSummary written)
    {
        Console.WriteLine(parsed.GetValue(CliContext.Json)
            ? JsonSerializer.Serialize(new { orders = written.Orders, revenue = written.RevenueMinor / 100m, buyers = written.Buyers, directory = directory.FullName })
            : string.Create(CultureInfo.InvariantCulture, $"{written.Orders:N0} orders of {written.Buyers:N0} buyers, {written.RevenueMinor / 100m:N2} in all, in {directory.Name}. What is true of them stands in truth.json."));
        return 0;
    }
}
