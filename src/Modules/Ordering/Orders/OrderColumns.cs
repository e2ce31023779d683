using Diner.Catalog.Products;
using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Ordering.Orders;

/// <summary>The columns of an <see cref="OrderView"/>, for hand-written statements over <c>ordering_orders o</c>.</summary>
internal static class OrderColumns
{
    public const int Count = 22;

    public const string Select =
        """
        select o.id, o.order_no, o.shop_id, o.status, o.product_id, o.variant_id, o.product_name, o.variant_name,
               o.kind, o.quantity, o.amount_minor, o.currency, o.channel_id, o.contact_email, o.locale,
               o.created_at, o.expires_at, o.paid_at, o.delivered_at, o.discount_minor, o.coupon_code, o.surcharge_minor
        """;

    public static OrderView Map(SqlRow row) => new(
        row.Id<OrderId>(0), row.Text(1), row.Id<ShopId>(2), (OrderStatus)row.Short(3), row.Id<ProductId>(4), row.Id<VariantId>(5), row.Text(6), row.Text(7),
        (GoodsKind)row.Short(8), row.Int(9), new Money(row.Long(10), CurrencyCode.Parse(row.Text(11))), row.Id<ChannelId>(12), row.Text(13), row.Text(14),
        row.Time(15), row.Time(16), row.TimeOrNull(17), row.TimeOrNull(18))
    {
        Discount = new Money(row.Long(19), CurrencyCode.Parse(row.Text(11))),
        CouponCode = row.TextOrNull(20),
        Surcharge = new Money(row.Long(21), CurrencyCode.Parse(row.Text(11))),
    };
}
