using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Settlement.Settle;

/// <summary>Tells what settlement did: event rows in its transaction, and after the commit a nudge to whoever waits in this process.</summary>
public sealed class Announcer(EventLog events, FeedSignal feed, OrderSignals orders)
{
    internal void AddTo(SqlBatch batch, IReadOnlyList<OrderMove> moves)
    {
        events.AddTo(batch, [.. To(moves, OrderStatus.Delivered).Select(o => new OrderDelivered(o.ShopId, o.Id.Value, o.OrderNo))]);
        events.AddTo(batch, [.. To(moves, OrderStatus.AwaitingStock).Select(o => new OrderAwaitsStock(o.ShopId, o.Id.Value, o.OrderNo))]);
        events.AddTo(batch, [.. To(moves, OrderStatus.AmountMismatch).Select(o => new OrderAmountMismatched(o.ShopId, o.Id.Value, o.OrderNo))]);
        events.AddTo(batch, [.. To(moves, OrderStatus.Manual).Select(o => new OrderAwaitsPerson(o.ShopId, o.Id.Value, o.OrderNo))]);
    }

    internal void AddTo<TEvent>(SqlBatch batch, TEvent told)
        where TEvent : IEvent => events.AddTo(batch, [told]);

    internal void Announce(IReadOnlyList<OrderMove> moves) => Announce(moves.Select(move => move.Order.Id));

    internal void Announce(IEnumerable<OrderId> changed)
    {
        orders.Changed(changed);
        feed.Pulse();
    }

    private static IEnumerable<LockedOrder> To(IReadOnlyList<OrderMove> moves, OrderStatus status) =>
        moves.Where(move => move.To == status).Select(move => move.Order);
}
