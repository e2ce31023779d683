namespace Diner.Delivery.Lookup;

/// <summary>Counts per name within a window that slides. In memory; bounded by forgetting names whose window passed. Thread-safe.</summary>
internal sealed class SlidingWindow(int max, TimeSpan length, TimeProvider clock)
{
    private const int NamesBeforeSweep = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = [];
    private int _sweepAt = NamesBeforeSweep;

    /// <summary>Takes one of the name's turns; false when all are taken within the window.</summary>
    public bool TryTake(string name)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_taken.Count >= _sweepAt)
                Sweep_NeedsLock(now);
            if (!_taken.TryGetValue(name, out var turns))
                _taken.Add(name, turns = new Queue<DateTimeOffset>());
            Drop(turns, now);
            if (turns.Count >= max)
                return false;
            turns.Enqueue(now);
            return true;
        }
    }

    private void Sweep_NeedsLock(DateTimeOffset now)
    {
        foreach (var (name, turns) in _taken)
        {
            Drop(turns, now);
            if (turns.Count == 0)
                _taken.Remove(name);
        }

        // Doubling keeps the sweep's cost per turn constant while many names are alive.
        _sweepAt = Math.Max(NamesBeforeSweep, 2 * _taken.Count);
    }

    private void Drop(Queue<DateTimeOffset> turns, DateTimeOffset now)
    {
        while (turns.TryPeek(out var oldest) && oldest <= now - length)
            turns.Dequeue();
    }
}
