using System.Diagnostics;

namespace Diner.Bench.Load;

/// <summary>How long requests took.</summary>
internal sealed class Latencies
{
    private readonly long[] _sorted;

    /// <param name="ticks">Stopwatch ticks of each request; zero where none was made.</param>
    /// <param name="elapsed">From the first request to the last answer.</param>
    public Latencies(IEnumerable<long> ticks, TimeSpan elapsed)
    {
        _sorted = [.. ticks.Where(t => t > 0).Order()];
        Elapsed = elapsed;
    }

    public int Count => _sorted.Length;

    public TimeSpan Elapsed { get; }

    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>Milliseconds below which this share of requests stayed.</summary>
    public double Ms(double share) => Count == 0 ? double.NaN : Stopwatch.GetElapsedTime(0, _sorted[(int)Math.Min(Count - 1, share * Count)]).TotalMilliseconds;
}
