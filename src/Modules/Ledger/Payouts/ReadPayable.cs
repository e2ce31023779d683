using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Ledger.Accounts;

namespace Diner.Ledger.Payouts;

/// <summary>What the books say of a shop's money: what is owed and kept back, and what came in since a day. Folded or not, in one trip.</summary>
public sealed class ReadPayable
{
    private static readonly SqlText Sums =
        """
        select account, cast(sum(credit_minor) - sum(debit_minor) as bigint) from (
            select account, debit_minor, credit_minor from ledger_balances where account in (1, 7) and owner_id = $1 and currency = $2
            union all
            select account, debit_minor, credit_minor from ledger_deltas where account in (1, 7) and owner_id = $1 and currency = $2) moved
        group by account
        """;

    private static readonly SqlText Credits =
        """
        select slot, cast(sum(credit_minor) as bigint) from (
            select slot, credit_minor from ledger_balances where account = 1 and owner_id = $1 and currency = $2 and slot >= $3
            union all
            select slot, credit_minor from ledger_deltas where account = 1 and owner_id = $1 and currency = $2 and slot >= $3) moved
        group by slot
        """;

    // Its own money that comes back to a merchant is no income.
    private static readonly SqlText Returned = "select ended_at, amount_minor from ledger_payouts where shop_id = $1 and state in (5, 6) and ended_at >= $2";

    private readonly SqlRows<(AccountKind Account, long Minor)> _sums;
    private readonly SqlRows<(DateTimeOffset At, long Minor)> _credits;
    private readonly SqlRows<(DateTimeOffset At, long Minor)> _returned;

    private ReadPayable(SqlBatch batch, ShopId shop, CurrencyCode currency, DateTimeOffset since)
    {
        _sums = batch.Read(Sums, row => ((AccountKind)row.Short(0), row.Long(1)), shop.Value, currency.Code);
        _credits = batch.Read(Credits, row => (row.Time(0), row.Long(1)), shop.Value, currency.Code, since);
        _returned = batch.Read(Returned, row => (row.Time(0), row.Long(1)), shop.Value, since);
    }

    /// <summary>What is owed to the shop; below zero when it owes us.</summary>
    public long PayableMinor => Sum(AccountKind.MerchantPayable);

    /// <summary>What is kept back for disputes.</summary>
    public long DisputedMinor => Sum(AccountKind.Reserve);

    /// <summary>What came in, and as negative amounts pay-outs that came back, each with its time.</summary>
    public IEnumerable<(DateTimeOffset At, long Minor)> Incomes => _credits.Rows.Concat(_returned.Rows.Select(row => (row.At, -row.Minor)));

    /// <summary>Adds the questions to the batch; the answers are there when it was sent.</summary>
    public static ReadPayable AddTo(SqlBatch batch, ShopId shop, CurrencyCode currency, DateTimeOffset since) => new(batch, shop, currency, since);

    private long Sum(AccountKind account) => _sums.Rows.Where(row => row.Account == account).Sum(row => row.Minor);
}
