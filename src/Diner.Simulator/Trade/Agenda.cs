namespace Diner.Simulator.Trade;

/// <summary>Orders to come, earliest first; those of one moment in the order in which they were planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Draft, (long Ticks, long Planned)> _queue = new();
    private long _planned;

    public void Add(Draft draft) => _queue.Enqueue(draft, (draft.At.UtcTicks, _planned++));

    /// <summary>Takes the next one before a time.</summary>
    public bool TryTake(DateTimeOffset before, out Draft draft) =>
        _queue.TryPeek(out draft, out _) && draft.At < before && _queue.TryDequeue(out draft, out _);
}
