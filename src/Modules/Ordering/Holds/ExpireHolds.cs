using Diner.Coupons.Uses;
using Diner.Data.Jobs;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Diner.Ordering.Holds;

/// <summary>
/// Releases holds that have ended. Truth is the hold's row, so a process that died loses none.
/// An order that is being settled at this moment is locked and passed over: its payment wins.
/// </summary>
internal sealed class ExpireHolds(Database database, OrderSignals signals, TimeProvider clock, ILogger<ExpireHolds> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int BatchMax = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly SqlText Lock = new(
        """
        select o.id, h.variant_id, h.quantity, h.takes_stock, o.shop_id, o.coupon_code
        from ordering_orders o join ordering_holds h on h.order_id = o.id
        where o.id = any($1) and o.status = 0
        order by o.id
        for update of o skip locked
        """,
        """
        select o.id, h.variant_id, h.quantity, h.takes_stock, o.shop_id, o.coupon_code
        from ordering_orders o join ordering_holds h on h.order_id = o.id
        where o.id = $1 and o.status = 0
        """);

    private static readonly SqlText Expire = new(
        "update ordering_orders set status = 3 where id = any($1) and status = 0",
        "update ordering_orders set status = 3 where id = $1 and status = 0");

    private static readonly SqlText Release = new(
        "delete from ordering_holds where order_id = any($1)",
        "delete from ordering_holds where order_id = $1");

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var due = await FindDueAsync(ct);
        if (due.Length > 0)
            await ExpireAsync(due, ct);
        return due.Length == BatchMax;
    }

    // Looked for outside the transaction: on SQLite it would otherwise take the writer's turn each second for nothing.
    private async Task<Guid[]> FindDueAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var now = Clock.GetUtcNow();
        var due = await db.Set<Hold>().Where(h => h.ExpiresAt <= now).OrderBy(h => h.ExpiresAt).Take(BatchMax).Select(h => h.OrderId).ToListAsync(ct);
        return [.. due.Select(id => id.Value)];
    }

    private async Task ExpireAsync(Guid[] due, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var locked = batch.ReadRows(Lock, Ended.Map, due);
        await batch.SendAsync(ct);
        if (locked.Rows.Count == 0)
            return;

        var ids = locked.Rows.Select(hold => hold.Id).ToArray();
        batch.WriteRows(Expire, ids.Length, ids);
        batch.WriteRows(Release, ids.Length, ids);
        MoveUses.BackTo(batch, locked.Rows.Where(hold => hold.Coupon is not null).Select(hold => new MovedUse(new OrderId(hold.Id), hold.Shop, hold.Coupon!)));
        MoveStock.AddTo(batch, locked.Rows.Where(hold => hold.TakesStock).Select(hold => new StockMove(hold.Variant, 0, -hold.Quantity)));
        await batch.SendAndCommitAsync(CancellationToken.None);
        signals.Changed(ids.Select(id => new OrderId(id)));
    }

    private sealed record Ended(Guid Id, VariantId Variant, int Quantity, bool TakesStock, ShopId Shop, string? Coupon)
    {
        public static Ended Map(SqlRow row) => new(row.Guid(0), row.Id<VariantId>(1), row.Int(2), row.Bool(3), row.Id<ShopId>(4), row.TextOrNull(5));
    }
}
