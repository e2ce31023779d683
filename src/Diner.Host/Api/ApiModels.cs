using Diner.Kernel;

namespace Diner.Host.Api;

// The wire contract: names become snake_case. Fields are added, never renamed or removed.

/// <summary>An order to be placed.</summary>
/// <param name="Variant">The variant's code.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Contact">Where the delivery goes.</param>
/// <param name="Channel">How it is paid: a method (alipay, wechatpay, qq, card, paypal, crypto, sandbox), for which the shop's router chooses, or the id of a channel; a free order needs none.</param>
/// <param name="LookupPassword">To find the order again, or null.</param>
/// <param name="Coupon">A coupon's code, or null.</param>
internal sealed record OrderRequest(string? Variant, int? Quantity, ContactModel? Contact, string? Channel, string? LookupPassword, string? Coupon);

internal sealed record ContactModel(string? Email, string? Phone);

internal sealed record AmountModel(long Minor, string Currency)
{
    public static AmountModel Of(Money money) => new(money.AmountMinor, money.Currency.Code);
}

internal sealed record PayModel(string Url, string Qr);

internal sealed record PlacedOrder(
    string OrderNo, string Token, string Status, AmountModel Amount, DateTimeOffset ExpiresAt, PayModel? Pay, string DeliveryUrl, AmountModel Discount);

internal sealed record OrderModel(
    string OrderNo, string Status, int Quantity, AmountModel Amount, DateTimeOffset? PaidAt, DateTimeOffset? DeliveredAt, IReadOnlyList<KeyModel> Keys,
    AmountModel Discount);

internal sealed record KeyModel(string Text, IReadOnlyDictionary<string, string> Fields);

internal sealed record ProductModel(string Slug, string Name, string Summary, string Tier, IReadOnlyList<VariantModel> Variants);

/// <summary>A variant on sale.</summary>
/// <param name="Stock"><c>plenty</c>, <c>few</c> or <c>sold_out</c>.</param>
/// <param name="StockCount">How many are left, when the shop says so; otherwise null.</param>
internal sealed record VariantModel(
    string Code, string Name, string Kind, AmountModel Price, IReadOnlyList<PriceBreakModel> PriceBreaks, int QuantityMin, int QuantityMax, string Stock, long? StockCount);

internal sealed record PriceBreakModel(int Quantity, AmountModel Price);
