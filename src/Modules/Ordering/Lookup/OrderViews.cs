using System.Linq.Expressions;
using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Lookup;

/// <summary>How an order's row becomes what others see.</summary>
internal static class OrderViews
{
    public static readonly Expression<Func<Order, OrderView>> FromRow = o => new OrderView(
        o.Id, o.OrderNo, o.ShopId, o.Status, o.ProductId, o.VariantId, o.ProductName, o.VariantName, o.Kind, o.Quantity,
        new Money(o.AmountMinor, o.Currency), o.ChannelId, o.ContactEmail, o.Locale, o.CreatedAt, o.ExpiresAt, o.PaidAt, o.DeliveredAt)
    {
        Discount = new Money(o.DiscountMinor, o.Currency),
        CouponCode = o.CouponCode,
        Surcharge = new Money(o.SurchargeMinor, o.Currency),
    };
}
