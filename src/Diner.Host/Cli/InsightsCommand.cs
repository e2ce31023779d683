using System.CommandLine;

namespace Diner.Host.Cli;

/// <summary><c>diner insights</c>: what trade shows from a distance.</summary>
internal static class InsightsCommand
{
    public static Command Build() => new("insights", "What the trade shows.")
    {
        InsightsBaskets.Build(),
        InsightsReportCommand.BuildReport(),
        InsightsReportCommand.BuildRebuild(),
    };
}
