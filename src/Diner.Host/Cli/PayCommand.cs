using System.CommandLine;

namespace Diner.Host.Cli;

/// <summary><c>diner pay</c>: what providers tell us.</summary>
internal static class PayCommand
{
    public static Command Build() => new("pay", "What payment providers tell us.") { PayInspect.Build() };
}
