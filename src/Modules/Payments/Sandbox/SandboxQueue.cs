namespace Diner.Payments.Sandbox;

/// <summary>Notifications for later, in memory: play money may be lost with the process. Beyond the limit they are dropped.</summary>
internal sealed class SandboxQueue
{
    private const int WaitingMax = 1_000;

    private readonly PriorityQueue<(SandboxMessage Message, int Tries), DateTimeOffset> _waiting = new();
    private readonly Lock _lock = new();

    public void Add(SandboxMessage message, DateTimeOffset due, int tries)
    {
        lock (_lock)
        {
            if (_waiting.Count < WaitingMax)
                _waiting.Enqueue((message, tries), due);
        }
    }

    /// <summary>The next one that is due; null when none is.</summary>
    public (SandboxMessage Message, int Tries)? TakeDue(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _waiting.TryPeek(out _, out var due) && due <= now ? _waiting.Dequeue() : null;
        }
    }
}
