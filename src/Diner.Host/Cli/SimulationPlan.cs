using System.CommandLine;
using System.Globalization;
using Diner.Kernel;
using Diner.Simulator;

namespace Diner.Host.Cli;

/// <summary>What is simulated: <c>--seed</c>, <c>--years</c>, <c>--parameters</c>.</summary>
internal static class SimulationPlan
{
    private const int MonthsPerYear = 12;

    private static readonly Option<ulong> Seed = new("--seed") { Description = "The same seed and parameters give the same bytes", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Years = new("--years") { Description = "How many years, to the month: 2, or 0.5", DefaultValueFactory = _ => "2" };
    private static readonly Option<FileInfo?> Parameters = new("--parameters") { Description = "A file with every rate; the default is what simulate --write-parameters writes" };

    public static void AddTo(Command command)
    {
        command.Options.Add(Seed);
        command.Options.Add(Years);
        command.Options.Add(Parameters);
    }

    public static async Task<Result<Simulation>> ReadAsync(ParseResult parsed, CancellationToken ct)
    {
        if (!decimal.TryParse(parsed.GetValue(Years), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var years) || years > Simulation.MonthsMax)
            return new Problem(ProblemCode.InvalidRequest, "Write --years as a number: 2, or 0.5.");
        if (parsed.GetValue(Parameters) is { Exists: false } missing)
            return new Problem(ProblemCode.InvalidRequest, $"There is no file {missing.Name}. Check the path.");
        var parameters = parsed.GetValue(Parameters) is { } file ? await File.ReadAllTextAsync(file.FullName, ct) : null;
        return Simulation.Plan(parameters, parsed.GetValue(Seed), (int)Math.Round(years * MonthsPerYear));
    }
}
