using Diner.Data.Sql;

namespace Diner.Delivery.Lookup;

/// <summary>
/// How many turns somebody has left of one limit. Counted from the first turn: when <see cref="EndsAt"/> has come, the next turn begins anew.
/// Whom it is about is a keyed hash, and the row is deleted once it has ended.
/// </summary>
internal sealed class LookupTurns
{
    /// <summary>The <see cref="LookupLimit.Id"/>.</summary>
    public short LimitId { get; init; }

    /// <summary>The hash of a network address or of a contact.</summary>
    public required byte[] Subject { get; init; }

    public int TurnsLeft { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }
}

/// <summary>Takes a turn of several limits at once, whatever the node. A limit that has none left returns no row and writes nothing.</summary>
internal static class TakeTurns
{
    private const string Again =
        """
        on conflict (limit_id, subject) do update
        set turns_left = case when t.ends_at > excluded.began_at then t.turns_left - 1 else excluded.turns_left end,
            began_at = case when t.ends_at > excluded.began_at then t.began_at else excluded.began_at end,
            ends_at = case when t.ends_at > excluded.began_at then t.ends_at else excluded.ends_at end
        where t.turns_left > 0 or t.ends_at <= excluded.began_at
        returning limit_id
        """;

    private static readonly SqlText Statement = new(
        """
        insert into delivery_lookup_turns as t (limit_id, subject, turns_left, began_at, ends_at)
        select * from unnest($1::smallint[], $2::bytea[], $3::integer[], $4::timestamptz[], $5::timestamptz[])

        """ + Again,
        """
        insert into delivery_lookup_turns as t (limit_id, subject, turns_left, began_at, ends_at)
        values ($1, $2, $3, $4, $5)

        """ + Again);

    /// <summary>The limits that had a turn. Always in the order of their ids, so that two nodes lock rows one after the other.</summary>
    public static SqlRows<short> AddTo(SqlBatch batch, IReadOnlyList<(LookupLimit Limit, byte[] Subject)> turns, DateTimeOffset now) => batch.ReadRows(
        Statement,
        row => row.Short(0),
        turns.Select(turn => turn.Limit.Id).ToArray(),
        turns.Select(turn => turn.Subject).ToArray(),
        turns.Select(turn => turn.Limit.TurnsMax - 1).ToArray(),
        turns.Select(_ => now).ToArray(),
        turns.Select(turn => now + turn.Limit.Length).ToArray());
}
