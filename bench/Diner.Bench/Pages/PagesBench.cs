using System.Diagnostics;
using System.Text;
using Diner.Bench.Load;
using Diner.Bench.Stage;

namespace Diner.Bench.Pages;

/// <summary>
/// The product page of the demo shop, as <c>./run</c> serves it (embedded database), against a bare Kestrel that says hello; both with the
/// same load generator, in windows that alternate. Besides: the time from starting the process to the first page, and its memory after ten
/// thousand of them.
/// </summary>
internal static class PagesBench
{
    private const string Page = "/s/demo/p/starsea";
    private const int ConnectionsDefault = 32;
    private const int ColdStarts = 5;
    private const int Rounds = 3;
    private const int MemoryRequests = 10_000;
    private const int RequestsMax = 400_000;

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        var window = TimeSpan.FromSeconds(Math.Max(1, options.SecondsOr(18) / (2.0 * Rounds)));
        await using var premises = await Premises.OpenSqliteAsync();
        await premises.Program.RunAsync("demo");
        var cold = new List<double>();
        for (var i = 0; i < (options.Quick ? 2 : ColdStarts); i++)
            cold.Add(await ColdStartMsAsync(premises));

        await using var server = await premises.Program.ServeAsync();
        await using var hello = await DinerServerProcess.StartAsync(new ProcessStartInfo("dotnet", [typeof(PagesBench).Assembly.Location, HelloServer.Verb]));
        using var ours = await HttpLoad.OpenAsync(server.Address, options.Connections ?? ConnectionsDefault);
        using var peer = await HttpLoad.OpenAsync(hello.Address, options.Connections ?? ConnectionsDefault);
        var (page, greeting) = (Get(server.Address, Page), Get(hello.Address, "/"));
        await ours.RunAsync(page with { Count = MemoryRequests }, TimeSpan.FromMinutes(2));
        var memory = ProcessMeter.MemoryMb(server.Pid, "VmRSS");
        await peer.RunAsync(greeting with { Count = MemoryRequests }, TimeSpan.FromMinutes(2));

        var (pages, hellos) = (new List<Latencies>(), new List<Latencies>());
        for (var round = 0; round < Rounds; round++)
        {
            hellos.Add(await peer.RunAsync(greeting, window));
            pages.Add(await ours.RunAsync(page, window));
        }

        var (rate, peerRate) = (PerSecond(pages), PerSecond(hellos));
        var start = cold.Order().ElementAt(cold.Count / 2);
        return new Report("pages")
            .Headline(rate, peerRate, rate / peerRate)
            .Row("requests/s: product page (peer: hello)", Report.Number(rate), Report.Number(peerRate))
            .Row("ratio (target 0.5)", Report.Number(rate / peerRate))
            .Row("latency ms p50 / p99", $"{Report.Number(pages[^1].Ms(0.5))} / {Report.Number(pages[^1].Ms(0.99))}", $"{Report.Number(hellos[^1].Ms(0.5))} / {Report.Number(hellos[^1].Ms(0.99))}")
            .Row($"cold start to first page ms, median of {cold.Count} (target < 2000)", Report.Number(start))
            .Row($"memory MB after {MemoryRequests:N0} requests (target < 250)", Report.Number(memory))
            .Row("memory MB at the end", Report.Number(ProcessMeter.MemoryMb(server.Pid, "VmRSS")))
            .Set("cold_start_ms", start).Set("memory_mb", memory).Set("connections", options.Connections ?? ConnectionsDefault);
    }

    // From starting the process to the last byte of the first page.
    private static async Task<double> ColdStartMsAsync(Premises premises)
    {
        var started = Stopwatch.GetTimestamp();
        await using var server = await premises.Program.ServeAsync();
        using var load = await HttpLoad.OpenAsync(server.Address, connections: 1);
        await load.RunAsync(Get(server.Address, Page) with { Count = 1 }, TimeSpan.FromMinutes(1));
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static Workload Get(Uri server, string path)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAccept: text/html\r\nAccept-Language: zh-CN\r\n\r\n");
        return new Workload(RequestsMax, _ => request, answer => answer.Status == 200);
    }

    private static double PerSecond(List<Latencies> windows) => windows.Sum(w => w.Count) / windows.Sum(w => w.Elapsed.TotalSeconds);
}
