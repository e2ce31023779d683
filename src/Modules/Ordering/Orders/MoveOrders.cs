using Diner.Coupons.Uses;
using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Ordering.Orders;

/// <summary>A change of an order's status.</summary>
/// <param name="Order">The order as it was locked; its status must still be the same.</param>
/// <param name="To">The new status.</param>
/// <param name="PaidAt">When its payment reached us, when this change is a payment.</param>
public sealed record OrderMove(LockedOrder Order, OrderStatus To, DateTimeOffset? PaidAt);

/// <summary>Moves orders by compare-and-set: an order whose status is not the one that was read fails the batch.</summary>
public static class MoveOrders
{
    private static readonly SqlText Update = new(
        """
        update ordering_orders o
        set status = m.next, paid_at = coalesce(m.paid_at, o.paid_at), delivered_at = coalesce(m.delivered_at, o.delivered_at)
        from unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::timestamptz[], $5::timestamptz[]) as m(id, previous, next, paid_at, delivered_at)
        where o.id = m.id and o.status = m.previous
        """,
        """
        update ordering_orders
        set status = $3, paid_at = coalesce($4, paid_at), delivered_at = coalesce($5, delivered_at)
        where id = $1 and status = $2
        """);

    private static readonly SqlText Track = new(
        """
        insert into ordering_exceptions (order_id, shop_id, variant_id, status, since)
        select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::timestamptz[])
        """,
        "insert into ordering_exceptions (order_id, shop_id, variant_id, status, since) values ($1, $2, $3, $4, $5)");

    private static readonly SqlText Untrack = new(
        "delete from ordering_exceptions where order_id = any($1)",
        "delete from ordering_exceptions where order_id = $1");

    private static readonly SqlText ReleaseHolds = new(
        "delete from ordering_holds where order_id = any($1)",
        "delete from ordering_holds where order_id = $1");

    /// <summary>Adds the moves to the batch, with the holds they end, the uses of coupons they give back or take, and the exception rows they begin or end.</summary>
    public static void AddTo(SqlBatch batch, IReadOnlyList<OrderMove> moves, DateTimeOffset now)
    {
        batch.WriteRows(
            Update,
            moves.Count,
            moves.Select(m => m.Order.Id.Value).ToArray(),
            moves.Select(m => (short)m.Order.Status).ToArray(),
            moves.Select(m => (short)m.To).ToArray(),
            moves.Select(m => m.PaidAt).ToArray(),
            moves.Select(m => m.To == OrderStatus.Delivered ? now : (DateTimeOffset?)null).ToArray());

        Remove(batch, ReleaseHolds, moves.Where(m => m.Order.HasHold));
        Remove(batch, Untrack, moves.Where(m => m.Order.Status.IsException()));

        MoveUses.BackTo(batch, Couponed(moves.Where(m => m.Order.Status.CountsAsBought() && !m.To.CountsAsBought())));
        MoveUses.AgainTo(batch, Couponed(moves.Where(m => !m.Order.Status.CountsAsBought() && m.To.CountsAsBought())));

        var entering = moves.Where(m => m.To.IsException()).ToList();
        batch.InsertRows(
            Track,
            entering.Select(m => m.Order.Id.Value).ToArray(),
            entering.Select(m => m.Order.ShopId.Value).ToArray(),
            entering.Select(m => m.Order.VariantId.Value).ToArray(),
            entering.Select(m => (short)m.To).ToArray(),
            entering.Select(_ => now).ToArray());
    }

    /// <summary>The use of a coupon that moves with the order; none without a coupon.</summary>
    public static IEnumerable<MovedUse> UseOf(LockedOrder order) => order.CouponCode is { } code ? [new MovedUse(order.Id, order.ShopId, code)] : [];

    private static IEnumerable<MovedUse> Couponed(IEnumerable<OrderMove> moves) => moves.SelectMany(m => UseOf(m.Order));

    private static void Remove(SqlBatch batch, SqlText statement, IEnumerable<OrderMove> moves)
    {
        var ids = moves.Select(m => m.Order.Id.Value).ToArray();
        batch.WriteRows(statement, ids.Length, ids);
    }
}
