using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Ledger.Payouts;

/// <summary>
/// Locks the pay-outs of a shop: who moves any of them, or looks at what is available in order to take it, locks first, so that many at
/// once take one after the other. After payments and refunds in everybody's order; of several shops the older first.
/// </summary>
public static class LockPayouts
{
    private static readonly SqlText Make = "insert into ledger_payout_terms (shop_id, schedule) values ($1, 0) on conflict (shop_id) do nothing";

    private const string Columns = "select days, reserve_percent, schedule, next_at from ledger_payout_terms where shop_id = $1";

    private static readonly SqlText Lock = new(Columns + " for update", Columns);

    /// <summary>The shop's terms, locked until the transaction ends.</summary>
    public static async Task<PayoutTerms> RunAsync(UnitOfWork work, ShopId shop, CancellationToken ct)
    {
        var batch = work.NewBatch();
        batch.Run(Make, shop.Value);
        var rows = batch.Read(Lock, Map, shop.Value);
        await batch.SendAsync(ct);
        return rows.Rows[0];
    }

    private static PayoutTerms Map(SqlRow row) => new(row.IntOrNull(0), row.IntOrNull(1), (PayoutSchedule)row.Short(2), row.TimeOrNull(3));
}
