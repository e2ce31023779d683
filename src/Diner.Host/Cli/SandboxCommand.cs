using System.CommandLine;
using System.Text.Json;
using Diner.Host.Sandbox;

namespace Diner.Host.Cli;

/// <summary><c>diner sandbox</c>: doubles of what is outside the house.</summary>
internal static class SandboxCommand
{
    private const int PortMax = 65_535;

    private static readonly Option<int> Port = new("--port") { Description = "Loopback port; 0 takes a free one", DefaultValueFactory = _ => 0 };
    private static readonly Option<string> Pid = new("--pid") { Description = "The merchant id it knows", Required = true };
    private static readonly Option<string> Key = new("--key") { Description = "That merchant's key", Required = true };

    public static Command Build()
    {
        var epay = new Command("epay", "Run a double of an epay (易支付) gateway on loopback until Ctrl+C. It calls loopback addresses only. For channels with --mode mapi or --confirm, which call it back, serve with DINER_INTERNAL_CALLS=on.") { Port, Pid, Key, CliContext.Json };
        epay.SetAction(RunEpayAsync);
        return new Command("sandbox", "Doubles of what is outside the house, for demos and tests.") { epay };
    }

    private static async Task<int> RunEpayAsync(ParseResult parsed, CancellationToken ct)
    {
        var options = new EpayGatewayOptions { Port = parsed.GetValue(Port), Pid = parsed.GetRequiredValue(Pid), Key = parsed.GetRequiredValue(Key) };
        if (options.Port is < 0 or > PortMax)
            return CliContext.Fail($"The port must be between 0 and {PortMax}.");
        try
        {
            await using var gateway = await EpayGateway.StartAsync(options, ct);
            Console.WriteLine(parsed.GetValue(CliContext.Json) ? JsonSerializer.Serialize(new { url = gateway.Url }) : $"epay gateway double at {gateway.Url} (merchant {options.Pid})");
            await gateway.WaitForShutdownAsync(ct);
            return 0;
        }
        catch (IOException)
        {
            return CliContext.Fail($"Port {options.Port} is taken. Choose another one with --port, or 0 for any.");
        }
    }
}
