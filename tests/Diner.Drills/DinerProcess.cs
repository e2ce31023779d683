using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Diner.Host.Setup;
using Xunit;

namespace Diner.Drills;

/// <summary>The real program in a process of its own, so that it can really die.</summary>
internal sealed class DinerProcess : IDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(40);

    private readonly Process _process;
    private readonly DrillSite _site;
    private readonly ConcurrentQueue<string> _said = new();

    private DinerProcess(DrillSite site, string[] args)
    {
        _site = site;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(DinerServer).Assembly.Location, .. args, "--data", site.DataDirectory, "--db", site.Connection])
            start.ArgumentList.Add(argument);
        start.Environment["DINER_LIMITS"] = "off";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Said => string.Join('\n', _said);

    /// <summary>Runs a verb to its end; it must succeed.</summary>
    public static async Task<string> RunAsync(DrillSite site, params string[] args)
    {
        using var process = new DinerProcess(site, args);
        var code = await process.ExitCodeAsync();
        Assert.True(code == 0, $"diner {string.Join(' ', args)} ended with {code}:\n{process.Said}");
        return process.Said;
    }

    public static DinerProcess Serve(DrillSite site) => new(site, ["serve", "--urls", site.Url.AbsoluteUri]);

    /// <summary>Waits until the server takes work.</summary>
    public async Task ReadyAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (await _site.ReadinessAsync(ct) != HttpStatusCode.OK)
        {
            Assert.False(_process.HasExited, $"The server ended:\n{Said}");
            Assert.True(watch.Elapsed < ReadyTimeout, $"The server is not ready after {ReadyTimeout}:\n{Said}");
            await Task.Delay(LookInterval, ct);
        }
    }

    /// <summary>SIGKILL: nothing in the process runs after it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and what the process answered with.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await kill.WaitForExitAsync();
        return await ExitCodeAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(ExitTimeout);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    private void Note(string? line)
    {
        if (line is not null && _said.Count < 500)
            _said.Enqueue(line);
    }
}
