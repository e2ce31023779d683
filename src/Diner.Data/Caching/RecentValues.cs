using System.Collections.Concurrent;

namespace Diner.Data.Caching;

/// <summary>
/// Remembers answers for a few seconds. A fresh answer costs one dictionary look-up. When one grows stale, the first who asks reads it
/// again and the others take the old one, so that what is asked for all the time costs one query in that time and not one per request.
/// Absence is not remembered: a thing made on another node is found at once, and ids that do not exist do not fill the memory.
/// A read that began before <see cref="Forget()"/> is not remembered after it.
/// </summary>
public sealed class RecentValues<TKey, TValue>(TimeProvider clock, Func<TKey, CancellationToken, Task<TValue?>> read)
    where TKey : notnull
    where TValue : class
{
    private const int EntriesMax = 20_000;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private int _count;
    private int _generation;

    /// <summary>What is remembered under the key, or what is found; null when nothing is.</summary>
    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken ct)
    {
        if (!_entries.TryGetValue(key, out var entry))
            return new ValueTask<TValue?>(ReadAsync(key, ct));
        var age = clock.GetElapsedTime(entry.ReadAt);
        if (age < FreshFor || (age < UsableFor && !entry.TryClaim()))
            return new ValueTask<TValue?>(entry.Value);
        return new ValueTask<TValue?>(ReadAsync(key, ct));
    }

    /// <summary>Forgets one answer.</summary>
    public void Forget(TKey key)
    {
        Interlocked.Increment(ref _generation);
        Drop(key);
    }

    /// <summary>Forgets everything.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        Clear();
    }

    private async Task<TValue?> ReadAsync(TKey key, CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var readAt = clock.GetTimestamp();
        if (await read(key, ct) is not { } value)
        {
            Drop(key);
            return null;
        }

        if (Volatile.Read(ref _count) >= EntriesMax)
            Clear();
        if (_entries.TryAdd(key, new Entry(value, readAt)))
            Interlocked.Increment(ref _count);
        else
            _entries[key] = new Entry(value, readAt);
        if (generation != Volatile.Read(ref _generation))
            Drop(key);
        return value;
    }

    private void Drop(TKey key)
    {
        if (_entries.TryRemove(key, out _))
            Interlocked.Decrement(ref _count);
    }

    // The count only bounds the memory: it need not be exact.
    private void Clear()
    {
        _entries.Clear();
        Volatile.Write(ref _count, 0);
    }

    private sealed class Entry(TValue value, long readAt)
    {
        private int _claimed;

        public TValue Value => value;

        public long ReadAt => readAt;

        public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;
    }
}
