using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diner.Simulator.Restock;

namespace Diner.Host.Cli;

/// <summary><c>diner simulate restock</c>: the same demand, restocked by feel and by the rules.</summary>
internal static class SimulateRestock
{
    public static Command Build()
    {
        var restock = new Command("restock", "Restock by feel and by the rules, on the same demand: turnover, capital bound, days sold out, sales lost.") { CliContext.Json };
        SimulationPlan.AddTo(restock);
        restock.SetAction(RunAsync);
        return restock;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var simulation = await SimulationPlan.ReadAsync(parsed, ct);
        if (!simulation.IsOk)
            return CliContext.Fail(simulation.Problem.Detail);
        var compared = simulation.Value.CompareRestock(ct);
        Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { feel = Model(compared.Feel), rule = Model(compared.Rule) }) : Table(compared));
        return 0;
    }

    private static object Model(RestockResult result) => new
    {
        turnover = Math.Round(result.Turnover, 2),
        capital = result.CapitalMinor / 100m,
        stock_out_days = result.StockOutDays,
        stock_out_share = Math.Round(result.StockOutShare, 4),
        lost = result.LostMinor / 100m,
        revenue = result.RevenueMinor / 100m,
    };

    private static string Table(RestockComparison compared) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {"",-24}{"by feel",16}{"by the rules",16}
        {"turnover a year",-24}{compared.Feel.Turnover,16:N1}{compared.Rule.Turnover,16:N1}
        {"capital bound",-24}{compared.Feel.CapitalMinor / 100m,16:N2}{compared.Rule.CapitalMinor / 100m,16:N2}
        {"days sold out",-24}{compared.Feel.StockOutDays,16:N0}{compared.Rule.StockOutDays,16:N0}
        {"of all days",-24}{compared.Feel.StockOutShare,16:P2}{compared.Rule.StockOutShare,16:P2}
        {"sales lost",-24}{compared.Feel.LostMinor / 100m,16:N2}{compared.Rule.LostMinor / 100m,16:N2}
        {"sales",-24}{compared.Feel.RevenueMinor / 100m,16:N2}{compared.Rule.RevenueMinor / 100m,16:N2}
        """);
}
