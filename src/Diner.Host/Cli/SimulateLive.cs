using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diner.Simulator;
using Diner.Simulator.Live;

namespace Diner.Host.Cli;

/// <summary><c>diner simulate --live</c>: buys in a running shop through its API, with play money.</summary>
internal static class SimulateLive
{
    private const double RateMax = 10_000;

    public static readonly Option<bool> Live = new("--live") { Description = "Buy in a running shop instead, through its API and the sandbox's cashier" };

    private static readonly Option<string> Rate = new("--rate") { Description = "With --live: orders a second", DefaultValueFactory = _ => "1" };
    private static readonly Option<string> Server = new("--url") { Description = "With --live: the server's address", DefaultValueFactory = _ => "http://localhost:5080" };
    private static readonly Option<string> Shop = new("--shop") { Description = "With --live: the shop's name in its address", DefaultValueFactory = _ => "demo" };
    private static readonly Option<int> Orders = new("--orders") { Description = "With --live: how many orders", DefaultValueFactory = _ => 1000 };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Live, Rate, Server, Shop, Orders])
            command.Options.Add(option);
    }

    public static async Task<int> RunAsync(ParseResult parsed, Simulation simulation, CancellationToken ct)
    {
        if (!double.TryParse(parsed.GetValue(Rate), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate is not (> 0 and <= RateMax))
            return CliContext.Fail($"Write --rate as orders a second, above 0 and at most {RateMax}.");
        if (!Uri.TryCreate(parsed.GetValue(Server), UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
            return CliContext.Fail("Write --url like http://localhost:5080.");
        if (parsed.GetValue(Orders) < 1)
            return CliContext.Fail("Say with --orders how many; at least 1.");
        try
        {
            var played = await simulation.PlayLiveAsync(new LiveTarget(server, parsed.GetValue(Shop)!, rate, parsed.GetValue(Orders)), TimeProvider.System, ct);
            return played.IsOk ? Told(parsed, played.Value) : CliContext.Fail(played.Problem.Detail);
        }
        catch (HttpRequestException unreachable)
        {
            return CliContext.Fail($"{server} does not answer: {unreachable.Message}");
        }
    }

    private static int Told(ParseResult parsed, LiveSummary played)
    {
        var refused = string.Concat(played.Refused.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => $" Refused as {reason.Key}: {reason.Value}."));
        Console.WriteLine(parsed.GetValue(CliContext.Json)
            ? JsonSerializer.Serialize(new { placed = played.Placed, paid = played.Paid, refused = played.Refused })
            : $"{played.Placed} orders placed, {played.Paid} paid.{refused}");
        return 0;
    }
}
