using System.Collections.Concurrent;

namespace Diner.Catalog.Caching;

/// <summary>
/// Remembers what was read for a few seconds. Absence is not remembered, so a thing made on another node is found at once.
/// A read that began before <see cref="Forget"/> is not remembered after it.
/// </summary>
internal sealed class ShortMemory<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
    where TValue : notnull
{
    private const int EntriesMax = 20_000;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<TKey, (TValue Value, long At)> _entries = new();
    private int _generation;

    /// <summary>What is remembered under the key, or what <paramref name="read"/> finds; null when it finds nothing.</summary>
    public ValueTask<TValue?> GetAsync(TKey key, Func<TKey, CancellationToken, Task<TValue?>> read, CancellationToken ct) =>
        _entries.TryGetValue(key, out var entry) && clock.GetElapsedTime(entry.At) < Age
            ? new ValueTask<TValue?>(entry.Value)
            : ReadAsync(key, read, ct);

    /// <summary>Forgets everything: changes are rare, reads are not.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private async ValueTask<TValue?> ReadAsync(TKey key, Func<TKey, CancellationToken, Task<TValue?>> read, CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var value = await read(key, ct);
        if (value is null)
            return value;
        if (_entries.Count >= EntriesMax)
            _entries.Clear();
        _entries[key] = (value, clock.GetTimestamp());
        if (generation != Volatile.Read(ref _generation))
            _entries.TryRemove(key, out _);
        return value;
    }
}
