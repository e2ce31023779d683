using System.Diagnostics;

namespace Diner.Bench.Stage;

/// <summary>A running server. Disposing stops it as an operator would: SIGTERM, and it drains its lanes.</summary>
internal sealed class DinerServerProcess : IAsyncDisposable
{
    private const string Greeting = "Diner is open: ";
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private DinerServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Pid => _process.Id;

    public static async Task<DinerServerProcess> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        DinerProgram.ForgetOurs(start);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Greeting, StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new DinerServerProcess(process, new Uri(line[Greeting.Length..]));
        }

        throw new InvalidOperationException("The server stopped before it was open.");
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync(new ProcessStartInfo("kill", ["-TERM", $"{_process.Id}"]));
        await _process.WaitForExitAsync().WaitAsync(StopTimeout);
        _process.Dispose();
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was disposed: it ended long ago.
        }
    }
}
