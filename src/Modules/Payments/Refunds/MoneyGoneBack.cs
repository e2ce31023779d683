using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Payments.Refunds;

/// <summary>What of payments since a day the merchant does not keep: refunds promised and disputes opened, each at the time of its payment.</summary>
public static class MoneyGoneBack
{
    private static readonly SqlText Statement =
        """
        select p.recorded_at, r.amount_minor - r.fee_returned_minor - r.charge_returned_minor
        from payments_refunds r join payments_payments p on p.id = r.payment_id
        where r.shop_id = $1 and r.id >= $2 and p.recorded_at >= $3 and p.outcome = 0
        union all
        select p.recorded_at, d.amount_minor
        from payments_disputes d join payments_payments p on p.id = d.payment_id
        where d.shop_id = $1 and d.id >= $2 and p.recorded_at >= $3 and p.outcome = 0
        """;

    private static readonly SqlText Disputed = "select count(*) from payments_disputes where shop_id = $1 and stage = 0";

    /// <summary>Adds the question to the batch. What was taken back or won since is income of its own, and not in here.</summary>
    public static SqlRows<(DateTimeOffset PaidAt, long Minor)> AddTo(SqlBatch batch, ShopId shop, DateTimeOffset since) =>
        batch.Read(Statement, row => (row.Time(0), row.Long(1)), shop.Value, IdSource.FirstAt(since), since);

    /// <summary>Adds the question how many payments of the shop are disputed now.</summary>
    public static SqlRows<int> AddDisputesTo(SqlBatch batch, ShopId shop) => batch.Read(Disputed, row => row.Int(0), shop.Value);
}
