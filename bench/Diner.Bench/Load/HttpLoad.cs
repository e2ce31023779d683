using System.Diagnostics;

namespace Diner.Bench.Load;

/// <summary>Requests in a row, each with the answer it must get.</summary>
/// <param name="Count">How many there are at most.</param>
/// <param name="Request">The bytes of the n-th.</param>
/// <param name="IsRight">Whether an answer is what the benchmark is about; a wrong one stops it.</param>
internal sealed record Workload(int Count, Func<int, ReadOnlyMemory<byte>> Request, Func<HttpAnswer, bool> IsRight);

/// <summary>A closed loop: each connection sends its next request when it has its answer.</summary>
internal sealed class HttpLoad : IDisposable
{
    private readonly HttpConnection[] _connections;

    private HttpLoad(HttpConnection[] connections) => _connections = connections;

    public static async Task<HttpLoad> OpenAsync(Uri address, int connections) =>
        new(await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => HttpConnection.OpenAsync(address))));

    /// <summary>Sends requests until they run out or the time is up.</summary>
    public async Task<Latencies> RunAsync(Workload work, TimeSpan atMost)
    {
        var ticks = new long[work.Count];
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var until = started + (long)(atMost.TotalSeconds * Stopwatch.Frequency);
        await EachAsync(async connection =>
        {
            while (Stopwatch.GetTimestamp() < until && Interlocked.Increment(ref next) is var n && n < work.Count)
            {
                var sent = Stopwatch.GetTimestamp();
                var answer = await connection.SendAsync(work.Request(n));
                ticks[n] = Stopwatch.GetTimestamp() - sent;
                if (!work.IsRight(answer))
                    throw new InvalidOperationException($"Request {n} was answered {answer.Status} {answer.Text}");
            }
        });
        return new Latencies(ticks, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Runs one loop per connection.</summary>
    public Task EachAsync(Func<HttpConnection, Task> loop) => Task.WhenAll(_connections.Select(loop));

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}
