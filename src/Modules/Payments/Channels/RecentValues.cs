using System.Collections.Concurrent;

namespace Diner.Payments.Channels;

/// <summary>
/// Remembers answers for a few seconds. A fresh answer costs one dictionary look-up. When one grows stale, the first who asks reads it
/// again and the others take the old one, so that a busy channel sends one query in that time and not one per waiting request.
/// </summary>
internal sealed class RecentValues<TKey, TValue>(TimeProvider clock, Func<TKey, CancellationToken, Task<TValue>> read)
    where TKey : notnull
{
    private const int EntriesMax = 10_000;
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private int _count;

    public ValueTask<TValue> GetAsync(TKey key, CancellationToken ct)
    {
        if (!_entries.TryGetValue(key, out var entry))
            return new ValueTask<TValue>(ReadAsync(key, ct));
        var age = clock.GetElapsedTime(entry.ReadAt);
        if (age < FreshFor || (age < UsableFor && !entry.TryClaim()))
            return new ValueTask<TValue>(entry.Value);
        return new ValueTask<TValue>(ReadAsync(key, ct));
    }

    public void Forget(TKey key)
    {
        if (_entries.TryRemove(key, out _))
            Interlocked.Decrement(ref _count);
    }

    private async Task<TValue> ReadAsync(TKey key, CancellationToken ct)
    {
        var readAt = clock.GetTimestamp();
        var value = await read(key, ct);
        MakeRoom();
        if (_entries.TryAdd(key, new Entry(value, readAt)))
            Interlocked.Increment(ref _count);
        else
            _entries[key] = new Entry(value, readAt);
        return value;
    }

    // Anyone may ask for ids that do not exist; they must not fill the memory. Forgetting all costs one query per live key.
    private void MakeRoom()
    {
        if (Volatile.Read(ref _count) < EntriesMax)
            return;
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
