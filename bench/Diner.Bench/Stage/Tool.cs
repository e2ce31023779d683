using System.Diagnostics;
using Diner.Testing;

namespace Diner.Bench.Stage;

/// <summary>What a program that ran to its end said and used.</summary>
internal sealed record ToolRun(string Output, TimeSpan Elapsed, double PeakMemoryMb);

/// <summary>Runs a program to its end and measures it from outside; one that fails stops the benchmark.</summary>
internal static class Tool
{
    private static readonly TimeSpan PeakInterval = TimeSpan.FromMilliseconds(25);

    public static Task<ToolRun> PostgresAsync(string program, params string[] args) =>
        RunAsync(new ProcessStartInfo($"{PostgresCluster.Binaries}/{program}", args));

    public static async Task<ToolRun> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        var peak = 0.0;
        while (await Task.WhenAny(ended, Task.Delay(PeakInterval)) != ended)
            peak = Math.Max(peak, ProcessMeter.MemoryMb(process.Id, "VmHWM"));
        var elapsed = Stopwatch.GetElapsedTime(started);
        Require.That(process.ExitCode == 0, $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList.Take(3))} failed: {await error}{await output}");
        return new ToolRun(await output, elapsed, peak);
    }
}
