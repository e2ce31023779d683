namespace Diner.Accounts.Tries;

/// <summary>Wrong tries at one gate.</summary>
internal sealed class TryCount
{
    public required string Name { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset LastAt { get; init; }

    /// <summary>No try is let through before.</summary>
    public DateTimeOffset ClosedUntil { get; init; }
}
