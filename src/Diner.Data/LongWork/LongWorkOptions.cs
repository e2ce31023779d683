namespace Diner.Data.LongWork;

/// <summary>How long work is shared out.</summary>
public sealed record LongWorkOptions
{
    /// <summary>Pieces that one node works on at a time.</summary>
    public int SlotsPerNode { get; init; } = 2;

    /// <summary>A node that has not been heard of for this long has lost its piece. Some heartbeats fit into it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Progress is stored, the lease renewed and a person's wish to stop looked for this often.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A node without work looks for some this often.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);
}
