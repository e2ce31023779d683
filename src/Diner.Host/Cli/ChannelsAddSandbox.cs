using System.CommandLine;
using Diner.Payments.Channels;
using Diner.Payments.Sandbox;

namespace Diner.Host.Cli;

/// <summary><c>diner channels add sandbox</c>.</summary>
internal static class ChannelsAddSandbox
{
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's slug", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "What a buyer reads", DefaultValueFactory = _ => "沙盒支付" };

    public static Command Build()
    {
        var add = new Command("sandbox", "Play money for demos and tests; works only where the server has its sandbox switched on. Prints the channel's id.") { Shop, Name, CliContext.Json };
        add.SetAction((parsed, ct) => ChannelsCommand.AddAsync(
            parsed, parsed.GetRequiredValue(Shop), shop => new NewChannel(shop.Id, SandboxAccount.ChannelType, parsed.GetRequiredValue(Name), SandboxAccount.NewSettings()), ct));
        return add.WithDatabase();
    }
}
