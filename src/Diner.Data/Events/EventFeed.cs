using System.Text.Json;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Data.Events;

/// <summary>An event as a follower reads it.</summary>
public sealed record EventEnvelope(long Xid, long Id, string Kind, ShopId ShopId, Guid SubjectId, string Payload, DateTimeOffset At)
{
    /// <summary>The event's record.</summary>
    public TEvent Read<TEvent>()
        where TEvent : IEvent => JsonSerializer.Deserialize<TEvent>(Payload) ?? throw new InvariantException($"event {Id} has an empty payload");
}

/// <summary>
/// Reads the feed behind a follower's cursor. On PostgreSQL the cursor advances only below the oldest running transaction,
/// so an event that commits late is never skipped; the cursor's row lock lets one node at a time follow.
/// </summary>
public static class EventFeed
{
    private static readonly SqlText Enrol = "insert into data_cursors (follower, xid, id) values ($1, 0, 0) on conflict do nothing";

    private static readonly SqlText LockCursor = new(
        "select xid, id from data_cursors where follower = $1 for update skip locked",
        "select xid, id from data_cursors where follower = $1");

    private static readonly SqlText Next = new(
        """
        select xid, id, kind, shop_id, subject_id, payload, at
        from data_events
        where (xid, id) > ($1, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        order by xid, id
        limit $3
        """,
        """
        select xid, id, kind, shop_id, subject_id, payload, at
        from data_events
        where (xid, id) > ($1, $2)
        order by xid, id
        limit $3
        """);

    private static readonly SqlText Advance = "update data_cursors set xid = $2, id = $3 where follower = $1";

    /// <summary>The next events in order, at most <paramref name="limit"/>; none when another node is following just now.</summary>
    public static async Task<IReadOnlyList<EventEnvelope>> ReadAsync(UnitOfWork work, string follower, int limit, CancellationToken ct)
    {
        var batch = work.NewBatch();
        batch.Run(Enrol, follower);
        var cursor = batch.Read(LockCursor, row => (Xid: row.Long(0), Id: row.Long(1)), follower);
        await batch.SendAsync(ct);
        if (cursor.Rows.Count == 0)
            return [];

        var (xid, id) = cursor.Rows[0];
        var events = batch.Read(
            Next,
            row => new EventEnvelope(row.Long(0), row.Long(1), row.Text(2), row.Id<ShopId>(3), row.Guid(4), row.Text(5), row.Time(6)),
            xid,
            id,
            limit);
        await batch.SendAsync(ct);
        return events.Rows;
    }

    /// <summary>Moves the cursor behind the given event, in the transaction that handled it.</summary>
    public static Task AdvanceAsync(UnitOfWork work, string follower, EventEnvelope last, CancellationToken ct) =>
        work.RunAsync(Advance, ct, follower, last.Xid, last.Id);
}
