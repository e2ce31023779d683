using Diner.Catalog.Products;
using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Ordering.Orders;

/// <summary>An order, locked in the reading transaction: nobody else moves it before that ends.</summary>
public sealed record LockedOrder(
    OrderId Id, string OrderNo, ShopId ShopId, OrderStatus Status, VariantId VariantId, GoodsKind Kind, int Quantity,
    Money Amount, long FeeMinor, ChannelId ChannelId)
{
    /// <summary>The coupon's code it was priced with, or null.</summary>
    public string? CouponCode { get; init; }

    /// <summary>What of the amount was added because the buyer bears the channel's fee.</summary>
    public long SurchargeMinor { get; init; }

    /// <summary>True while a checkout's hold promises stock to this order.</summary>
    public bool HasHold => Status == OrderStatus.Pending;

    /// <summary>True while stock is promised to this order, by a hold or because it was paid and waits.</summary>
    public bool IsPromisedStock => Kind.TakesStock() && Status is OrderStatus.Pending or OrderStatus.AwaitingStock;
}

/// <summary>Locks orders by number, in order of id, which is everybody's order.</summary>
public static class LockOrders
{
    private const string Columns =
        "select id, order_no, shop_id, status, variant_id, kind, quantity, amount_minor, currency, fee_minor, channel_id, coupon_code, surcharge_minor from ordering_orders";

    private static readonly SqlText Statement = new(
        Columns + "\nwhere order_no = any($1)\norder by id\nfor update",
        Columns + "\nwhere order_no = $1");

    /// <summary>Adds the lock to the batch. Unknown numbers give no row.</summary>
    public static SqlRows<LockedOrder> AddTo(SqlBatch batch, IEnumerable<string> orderNos) =>
        batch.ReadRows(Statement, Map, orderNos.Distinct().ToArray());

    private static LockedOrder Map(SqlRow row) => new(
        row.Id<OrderId>(0), row.Text(1), row.Id<ShopId>(2), (OrderStatus)row.Short(3), row.Id<VariantId>(4), (GoodsKind)row.Short(5), row.Int(6),
        new Money(row.Long(7), CurrencyCode.Parse(row.Text(8))), row.Long(9), row.Id<ChannelId>(10)) { CouponCode = row.TextOrNull(11), SurchargeMinor = row.Long(12) };
}
