using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Settlement.Settle;
using Diner.Vault.Keys;

namespace Diner.Settlement.FollowUp;

/// <summary>Delivers an order that a person fulfils.</summary>
public sealed class FulfilOrder(Database database, FulfilByHand vault, Announcer announcer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// Null when it is delivered. <see cref="ProblemCode.InvalidRequest"/> for a text that cannot be stored; <see cref="ProblemCode.WrongState"/>
    /// when the order does not wait for a person, or the text is a key of the shop's stock.
    /// </summary>
    public async Task<Problem?> RunAsync(Actor actor, OrderView order, string text, CancellationToken ct)
    {
        var ready = await vault.SealAsync(new HandFulfilment(order.ShopId, order.VariantId, order.Id, text), ct);
        if (!ready.IsOk)
            return ready.Problem;

        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var locked = LockOrders.AddTo(batch, [order.OrderNo]);
        await batch.SendAsync(ct);
        if (locked.Rows is not [{ Status: OrderStatus.Manual } waiting])
            return new Problem(ProblemCode.WrongState, $"Order {order.OrderNo} does not wait for a person; nothing was changed.");
        var stored = await vault.StoreAsync(work, ready.Value, ct);
        if (!stored.IsOk)
            return stored.Problem;

        OrderMove[] moves = [new OrderMove(waiting, OrderStatus.Delivered, null)];
        MoveOrders.AddTo(batch, moves, clock.GetUtcNow());
        announcer.AddTo(batch, moves);
        await batch.SendAsync(ct);
        await audit.AddAsync(work, actor, new OrderDeed("order.fulfilled", order).ToEntry(), ct);
        await batch.SendAndCommitAsync(CancellationToken.None);
        announcer.Announce(moves);
        return null;
    }
}
