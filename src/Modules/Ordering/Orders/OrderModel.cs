using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Orders;

internal static class OrderModel
{
    public static void AddTo(ModelBuilder model) => model.Entity<Order>(order =>
    {
        order.ToTable("ordering_orders");
        order.Property(o => o.SurchargeMinor).HasDefaultValue(0L);
        order.HasIndex(o => o.OrderNo).IsUnique();
        order.HasIndex(o => new { o.ShopId, o.ContactHash, o.CreatedAt });
        order.HasIndex(o => new { o.ShopId, o.Id });
        order.HasIndex(o => new { o.VariantId, o.Id });
        order.HasIndex(o => new { o.ChannelId, o.Id });
        order.HasIndex(o => new { o.ShopId, o.CouponCode, o.Id }).HasFilter("coupon_code is not null").HasDatabaseName("ix_ordering_orders_coupon");
        order.HasIndex(o => new { o.DeviceHash, o.CreatedAt });
        order.HasIndex(o => new { o.ShopId, o.IdempotencyKey }).IsUnique().HasFilter("idempotency_key is not null").HasDatabaseName("ux_ordering_orders_idempotency_key");
    });
}
