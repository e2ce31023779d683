using Diner.Data.Sql;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;

namespace Diner.Ledger.Balances;

/// <summary>
/// Writes what a batch of postings moves on each account: a row of its own for each batch, so that two batches never wait for each other's
/// balance. <see cref="FoldDeltas"/> adds the rows up behind them.
/// </summary>
internal static class WriteDeltas
{
    private static readonly SqlText Insert = new(
        """
        insert into ledger_deltas (batch_id, account, owner_id, currency, slot, debit_minor, credit_minor)
        select * from unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bigint[])
        """,
        "insert into ledger_deltas (batch_id, account, owner_id, currency, slot, debit_minor, credit_minor) values ($1, $2, $3, $4, $5, $6, $7)");

    public static void AddTo(SqlBatch batch, Guid batchId, DateTimeOffset now, IReadOnlyList<NewPosting> postings)
    {
        var moves = Moves(postings);
        var slot = Slots.Of(now);
        batch.InsertRows(
            Insert,
            moves.Select(_ => batchId).ToArray(),
            moves.Select(m => (short)m.Key.Account).ToArray(),
            moves.Select(m => m.Key.Owner).ToArray(),
            moves.Select(m => m.Key.Currency).ToArray(),
            moves.Select(_ => slot).ToArray(),
            moves.Select(m => m.Value.Debit).ToArray(),
            moves.Select(m => m.Value.Credit).ToArray());
    }

    private static Dictionary<(AccountKind Account, Guid Owner, string Currency), (long Debit, long Credit)> Moves(IReadOnlyList<NewPosting> postings)
    {
        var moves = new Dictionary<(AccountKind, Guid, string), (long Debit, long Credit)>();
        foreach (var posting in postings)
        {
            foreach (var side in posting.Sides)
            {
                var key = (side.Account, side.Owner, posting.Currency.Code);
                var (debit, credit) = moves.GetValueOrDefault(key);
                moves[key] = side.Minor > 0 ? (checked(debit + side.Minor), credit) : (debit, checked(credit - side.Minor));
            }
        }

        return moves;
    }
}
