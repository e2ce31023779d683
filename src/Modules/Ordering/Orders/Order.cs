using Diner.Catalog.Products;
using Diner.Kernel;

namespace Diner.Ordering.Orders;

// Columns that change after checkout stand in no index, so that settling an order is an update in place on PostgreSQL.
internal sealed class Order
{
    public OrderId Id { get; init; }

    public ShopId ShopId { get; init; }

    public required string OrderNo { get; init; }

    public OrderStatus Status { get; set; }

    public ProductId ProductId { get; init; }

    public VariantId VariantId { get; init; }

    public required string ProductName { get; init; }

    public required string VariantName { get; init; }

    public GoodsKind Kind { get; init; }

    public int Quantity { get; init; }

    public long AmountMinor { get; init; }

    public CurrencyCode Currency { get; init; }

    /// <summary>What a coupon took off before; the amount is what was left.</summary>
    public long DiscountMinor { get; init; }

    /// <summary>The code it was priced with, or null.</summary>
    public string? CouponCode { get; init; }

    /// <summary>The platform's share of the amount, fixed at checkout.</summary>
    public long FeeMinor { get; init; }

    /// <summary>What of the amount was added because the buyer bears the channel's fee.</summary>
    public long SurchargeMinor { get; init; }

    /// <summary>The channel it was sent to last; another one may be tried while it is not paid.</summary>
    public ChannelId ChannelId { get; set; }

    public required string ContactEmail { get; init; }

    public string? ContactPhone { get; init; }

    /// <summary>Keyed hash of the normalised e-mail address.</summary>
    public required byte[] ContactHash { get; init; }

    /// <summary>Keyed hash of the browser's cookie.</summary>
    public required byte[] DeviceHash { get; init; }

    /// <summary>PBKDF2 of the look-up password, or null without one.</summary>
    public string? LookupPasswordHash { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>Hash of the request the idempotency key came with.</summary>
    public byte[]? IdempotencyFingerprint { get; init; }

    /// <summary>Language of mails: zh-CN or en.</summary>
    public required string Locale { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? PaidAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}
