using System.CommandLine;

namespace Diner.Host.Cli;

/// <summary>The verbs of <c>diner</c>, one a line.</summary>
internal static class CommandLine
{
    // A server that is asked to stop drains its lanes first. Longer than the host's own patience, so that the host decides.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(45);

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Diner (深夜卡铺): a digital card-key store that never closes.")
        {
            AuditCommand.Build(),
            BillsCommand.Build(),
            ChannelsCommand.Build(),
            PayCommand.Build(),
            DbCommand.Build(),
            DemoCommand.Build(),
            DoctorCommand.Build(),
            EventsCommand.Build(),
            HistoryCommand.Build(),
            InsightsCommand.Build(),
            KeysCommand.Build(),
            MerchantsCommand.Build(),
            MailCommand.Build(),
            OrdersCommand.Build(),
            PayoutsCommand.Build(),
            SandboxCommand.Build(),
            ServeCommand.Build(),
            SimulateCommand.Build(),
        };
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopTimeout });
    }
}
