using System.Diagnostics;
using Diner.Host.Cli;
using Xunit;

namespace Diner.Specs;

/// <summary>The executable <c>diner</c>, as a person at a terminal runs it, on a data directory.</summary>
internal static class DinerCli
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(string data, params string[] args)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var arg in (string[])[typeof(CommandLine).Assembly.Location, .. args])
            start.ArgumentList.Add(arg);
        start.Environment["DINER_DATA"] = data;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output, await error);
    }
}
