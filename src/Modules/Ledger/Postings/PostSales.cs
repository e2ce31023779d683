using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Ledger.Postings;

/// <summary>A paid order, as the ledger sees it.</summary>
/// <param name="ShopId">Whose sale.</param>
/// <param name="OrderId">What was sold.</param>
/// <param name="PaymentId">What paid for it.</param>
/// <param name="ChannelId">Who holds the money now.</param>
/// <param name="Amount">What the buyer paid; not zero.</param>
/// <param name="FeeMinor">The platform's share of it, minor units.</param>
public sealed record Sale(ShopId ShopId, OrderId OrderId, PaymentId PaymentId, ChannelId ChannelId, Money Amount, long FeeMinor);

/// <summary>
/// Posts sales: the channel's clearing account is debited the payment, the merchant is credited the rest and the platform its fee.
/// The database refuses a posting that does not sum to zero and a second sale posting of the same order.
/// </summary>
public sealed class PostSales(IdSource ids, TimeProvider clock)
{
    private static readonly SqlText Entries = new(
        """
        insert into ledger_entries (posting_id, line, account, owner_id, amount_minor)
        select * from unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[], $5::bigint[])
        """,
        "insert into ledger_entries (posting_id, line, account, owner_id, amount_minor) values ($1, $2, $3, $4, $5)");

    private static readonly SqlText Postings = new(
        """
        insert into ledger_postings (id, shop_id, order_id, payment_id, kind, currency, posted_at)
        select p.id, p.shop_id, p.order_id, p.payment_id, 0, p.currency, p.posted_at
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[]) as p(id, shop_id, order_id, payment_id, currency, posted_at)
        """,
        "insert into ledger_postings (id, shop_id, order_id, payment_id, kind, currency, posted_at) values ($1, $2, $3, $4, 0, $5, $6)");

    /// <summary>Adds the postings to the batch: entries first, because SQLite checks their sum when the posting's row is written.</summary>
    public void AddTo(SqlBatch batch, IReadOnlyList<Sale> sales)
    {
        var postings = sales.Select(sale => (Id: ids.Next<PostingId>(), Sale: sale)).ToList();
        var entries = postings.SelectMany(posting => EntriesOf(posting.Id, posting.Sale)).ToList();
        var now = clock.GetUtcNow();
        batch.InsertRows(
            Entries,
            entries.Select(e => e.PostingId.Value).ToArray(),
            entries.Select(e => e.Line).ToArray(),
            entries.Select(e => (short)e.Account).ToArray(),
            entries.Select(e => e.OwnerId).ToArray(),
            entries.Select(e => e.AmountMinor).ToArray());
        batch.InsertRows(
            Postings,
            postings.Select(p => p.Id.Value).ToArray(),
            postings.Select(p => p.Sale.ShopId.Value).ToArray(),
            postings.Select(p => p.Sale.OrderId.Value).ToArray(),
            postings.Select(p => p.Sale.PaymentId.Value).ToArray(),
            postings.Select(p => p.Sale.Amount.Currency.Code).ToArray(),
            postings.Select(_ => now).ToArray());
    }

    internal static IEnumerable<Entry> EntriesOf(PostingId id, Sale sale)
    {
        var amount = sale.Amount.AmountMinor;
        Invariant.Require(amount > 0 && sale.FeeMinor >= 0 && sale.FeeMinor <= amount);
        yield return Line(0, AccountKind.ChannelClearing, sale.ChannelId.Value, amount);
        yield return Line(1, AccountKind.MerchantPayable, sale.ShopId.Value, sale.FeeMinor - amount);
        if (sale.FeeMinor > 0)
            yield return Line(2, AccountKind.PlatformFee, Guid.Empty, -sale.FeeMinor);

        Entry Line(short line, AccountKind account, Guid owner, long minor) =>
            new() { PostingId = id, Line = line, Account = account, OwnerId = owner, AmountMinor = minor };
    }
}
