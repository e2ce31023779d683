using Diner.Kernel;

namespace Diner.Data.Events;

internal sealed class EventRow
{
    public long Id { get; init; }

    /// <summary>The writing transaction on PostgreSQL, where identities commit out of order; 0 on SQLite, where they cannot.</summary>
    public long Xid { get; init; }

    public required string Kind { get; init; }

    public ShopId ShopId { get; init; }

    public Guid SubjectId { get; init; }

    public required string Payload { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class CursorRow
{
    public required string Follower { get; init; }

    public long Xid { get; set; }

    public long Id { get; set; }
}
