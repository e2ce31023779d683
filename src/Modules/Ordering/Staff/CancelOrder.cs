using Diner.Catalog.Products;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Stock;

namespace Diner.Ordering.Staff;

/// <summary>Ends an unpaid order before its time: its hold is released. Money that comes all the same is settled like any late payment.</summary>
public sealed class CancelOrder(Database database, AuditTrail audit, OrderSignals signals, TimeProvider clock)
{
    /// <summary>Null when it is done, also when it was before or its time was over. <see cref="ProblemCode.WrongState"/> when the order is paid: money goes back by a refund.</summary>
    public async Task<Problem?> RunAsync(Actor actor, OrderView order, string why, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var locked = LockOrders.AddTo(batch, [order.OrderNo]);
        await batch.SendAsync(ct);
        if (locked.Rows is [{ Status: var status }] && status.EndedUnpaid())
            return null;
        if (locked.Rows is not [{ Status: OrderStatus.Pending } pending])
            return new Problem(ProblemCode.WrongState, $"Order {order.OrderNo} is paid or refunded: it cannot be cancelled any more.");

        MoveOrders.AddTo(batch, [new OrderMove(pending, OrderStatus.Cancelled, null)], clock.GetUtcNow());
        if (pending.Kind.TakesStock())
            MoveStock.AddTo(batch, [new StockMove(pending.VariantId, 0, -pending.Quantity)]);
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new OrderDeed("order.cancelled", order) { Why = OrderNotes.Cut(why) }.ToEntry(), ct);
        await work.CommitAsync(CancellationToken.None);
        signals.Changed([order.Id]);
        return null;
    }
}
