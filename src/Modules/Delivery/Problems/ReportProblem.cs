using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Keys;

namespace Diner.Delivery.Problems;

/// <summary>What became of "this key does not work".</summary>
public enum ReportOutcome
{
    /// <summary>It is recorded, and the desk is told.</summary>
    Reported,

    /// <summary>It was recorded before; nothing changed. A success.</summary>
    AlreadyReported,

    /// <summary>The order holds no such key. Nothing was recorded.</summary>
    UnknownKey,
}

/// <summary>Records that a delivered key does not work.</summary>
public sealed class ReportProblem(Database database, RevealKeys keys, EventLog events, IdSource ids, TimeProvider clock)
{
    /// <summary>Characters of a note that are kept; the rest is cut off.</summary>
    public const int NoteLengthMax = 1_000;

    private static readonly SqlText Add =
        """
        insert into delivery_problem_reports (id, shop_id, order_id, key_id, note, reported_at, state, answer)
        values ($1, $2, $3, $4, $5, $6, 0, '')
        on conflict (order_id, key_id) do update
        set id = excluded.id, note = excluded.note, reported_at = excluded.reported_at, state = 0, answer = '', answered_at = null
        where delivery_problem_reports.state in (2, 3)
        """;

    /// <summary>Records the report, one per order and key: after an answer that gave no other key the buyer may report it again.</summary>
    public async Task<ReportOutcome> RunAsync(OrderView order, KeyId key, string note, CancellationToken ct)
    {
        if ((await keys.ForOrderAsync(order.Id, ct)).All(k => k.KeyId != key))
            return ReportOutcome.UnknownKey;
        var id = ids.NextGuid();
        await using var work = await database.BeginAsync(ct);
        var added = await work.RunAsync(Add, ct, id, order.ShopId.Value, order.Id.Value, key.Value, Cut(note), clock.GetUtcNow());
        if (added == 0)
            return ReportOutcome.AlreadyReported;
        var batch = work.NewBatch();
        events.AddTo(batch, [new ProblemReported(order.ShopId, id, order.Id, key)]);
        await batch.SendAsync(ct);
        await work.CommitAsync(ct);
        return ReportOutcome.Reported;
    }

    // PostgreSQL stores no zero character; a half surrogate at the cut would not encode.
    private static string Cut(string note)
    {
        var clean = note.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (clean.Length <= NoteLengthMax)
            return clean;
        return clean[..(char.IsHighSurrogate(clean[NoteLengthMax - 1]) ? NoteLengthMax - 1 : NoteLengthMax)];
    }
}
