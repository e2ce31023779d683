using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Ordering.Orders;

/// <summary>An order as pages, mails and the API see it. Holds no key and no password.</summary>
public sealed record OrderView(
    OrderId Id, string OrderNo, ShopId ShopId, OrderStatus Status, ProductId ProductId, VariantId VariantId, string ProductName, string VariantName,
    GoodsKind Kind, int Quantity, Money Amount, ChannelId ChannelId, string ContactEmail, string Locale,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? PaidAt, DateTimeOffset? DeliveredAt)
{
    /// <summary>What a coupon took off; the amount is what was left to pay.</summary>
    public Money Discount { get; init; } = Amount with { AmountMinor = 0 };

    /// <summary>What was added because the buyer bears the channel's fee; in the amount.</summary>
    public Money Surcharge { get; init; } = Amount with { AmountMinor = 0 };

    /// <summary>The code it was priced with, or null.</summary>
    public string? CouponCode { get; init; }
}
