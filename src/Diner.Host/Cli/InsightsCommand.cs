using System.CommandLine;

namespace Diner.Host.Cli;

/// <summary><c>diner insights</c>: what a shop's trade shows.</summary>
internal static class InsightsCommand
{
    public static Command Build() => new("insights", "What a shop's trade shows.") { InsightsReportCommand.BuildReport(), InsightsReportCommand.BuildRebuild() };
}
