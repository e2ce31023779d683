namespace Diner.Data.LongWork;

/// <summary>Where a piece of long work stands. The numbers are stored; the first two are open, the others final.</summary>
public enum WorkState
{
    /// <summary>It waits for a node to take it.</summary>
    Queued = 0,

    /// <summary>A node works on it.</summary>
    Running = 1,

    /// <summary>It is finished.</summary>
    Done = 2,

    /// <summary>It could not be done; the reason stands beside it.</summary>
    Failed = 3,

    /// <summary>A person stopped it.</summary>
    Cancelled = 4,
}
