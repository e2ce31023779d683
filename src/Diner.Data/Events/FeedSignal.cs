namespace Diner.Data.Events;

/// <summary>Wakes this process's followers after a commit, so that they need not wait for their next look. Truth stays in the tables.</summary>
public sealed class FeedSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Says that something was committed.</summary>
    public void Pulse() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    /// <summary>Waits for a pulse, at most that long.</summary>
    public async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(next, Task.Delay(atMost, clock, waiting.Token));
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>The pulse to come. Take it before looking, so that one in between is not missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
