using System.Text.Json;
using Diner.Data.Sql;

namespace Diner.Data.Events;

/// <summary>Writes events in the publisher's transaction.</summary>
public sealed class EventLog(TimeProvider clock)
{
    private static readonly SqlText Append = new(
        """
        insert into data_events (xid, kind, shop_id, subject_id, payload, at)
        select pg_current_xact_id()::text::bigint, e.kind, e.shop_id, e.subject_id, e.payload, e.at
        from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) as e(kind, shop_id, subject_id, payload, at)
        """,
        """
        insert into data_events (xid, kind, shop_id, subject_id, payload, at)
        values (0, $1, $2, $3, $4, $5)
        """);

    /// <summary>Adds one row per event to the batch.</summary>
    public void AddTo<TEvent>(SqlBatch batch, IReadOnlyList<TEvent> events)
        where TEvent : IEvent
    {
        var now = clock.GetUtcNow();
        batch.InsertRows(
            Append,
            events.Select(_ => TEvent.Kind).ToArray(),
            events.Select(e => e.ShopId.Value).ToArray(),
            events.Select(e => e.SubjectId).ToArray(),
            events.Select(e => JsonSerializer.Serialize(e)).ToArray(),
            events.Select(_ => now).ToArray());
    }
}
