using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Ledger.Balances;

namespace Diner.Ledger.Postings;

/// <summary>
/// Writes postings and what they move, in the caller's transaction. The database refuses a posting that does not sum to zero, and a second
/// one of the same kind and source.
/// </summary>
public sealed class PostEntries(IdSource ids, TimeProvider clock)
{
    private static readonly SqlText Entries = new(
        """
        insert into ledger_entries (posting_id, line, account, owner_id, amount_minor)
        select * from unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[], $5::bigint[])
        """,
        "insert into ledger_entries (posting_id, line, account, owner_id, amount_minor) values ($1, $2, $3, $4, $5)");

    private static readonly SqlText Postings = new(
        """
        insert into ledger_postings (id, shop_id, order_id, payment_id, source_id, kind, currency, posted_at)
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::smallint[], $7::text[], $8::timestamptz[])
        """,
        "insert into ledger_postings (id, shop_id, order_id, payment_id, source_id, kind, currency, posted_at) values ($1, $2, $3, $4, $5, $6, $7, $8)");

    /// <summary>Adds the postings to the batch: entries first, because SQLite checks their sum when the posting's row is written.</summary>
    public void AddTo(SqlBatch batch, IReadOnlyList<NewPosting> postings)
    {
        if (postings.Count == 0)
            return;
        var posted = ids.Next<PostingId>(postings.Count);
        var sides = postings.SelectMany((posting, i) => posting.Sides.Select((side, line) => (Id: posted[i].Value, Line: (short)line, Side: side))).ToList();
        var now = clock.GetUtcNow();
        batch.InsertRows(
            Entries,
            sides.Select(s => s.Id).ToArray(),
            sides.Select(s => s.Line).ToArray(),
            sides.Select(s => (short)s.Side.Account).ToArray(),
            sides.Select(s => s.Side.Owner).ToArray(),
            sides.Select(s => s.Side.Minor).ToArray());
        batch.InsertRows(
            Postings,
            posted.Select(id => id.Value).ToArray(),
            postings.Select(p => p.ShopId.Value).ToArray(),
            postings.Select(p => p.OrderId?.Value).ToArray(),
            postings.Select(p => p.PaymentId?.Value).ToArray(),
            postings.Select(p => p.SourceId).ToArray(),
            postings.Select(p => (short)p.Kind).ToArray(),
            postings.Select(p => p.Currency.Code).ToArray(),
            postings.Select(_ => now).ToArray());
        WriteDeltas.AddTo(batch, posted[0].Value, now, postings);
    }
}
