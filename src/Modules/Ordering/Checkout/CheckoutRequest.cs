using Diner.Kernel;

namespace Diner.Ordering.Checkout;

/// <summary>What a buyer asks for. The price is not among it: the server computes it.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="VariantCode">The variant's code in that shop.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Contact">Where the delivery goes.</param>
/// <param name="LookupPassword">To find the order again, or null.</param>
/// <param name="ChannelId">How it will be paid.</param>
/// <param name="Buyer">Who asks, for the limits.</param>
/// <param name="Locale">Language of mails: zh-CN or en.</param>
/// <param name="IdempotencyKey">The same key with the same request is the same order; null is a new order each time.</param>
public sealed record CheckoutRequest(
    ShopId ShopId, string VariantCode, int Quantity, BuyerContact Contact, string? LookupPassword, ChannelId ChannelId,
    BuyerTrace Buyer, string Locale, string? IdempotencyKey)
{
    /// <summary>The method that was asked for, when the channel was the router's choice: the same request again may be given another, and is the same order.</summary>
    public string? Method { get; init; }

    /// <summary>A coupon's code as it was typed; null or empty without one.</summary>
    public string? Coupon { get; init; }
}

/// <summary>How to reach the buyer.</summary>
/// <param name="Email">Required.</param>
/// <param name="Phone">Optional.</param>
public sealed record BuyerContact(string Email, string? Phone);

/// <summary>What tells buyers apart who try to freeze a shop. Stored only as keyed hashes.</summary>
/// <param name="Address">Network address.</param>
/// <param name="Device">The browser's cookie, or the empty string.</param>
public sealed record BuyerTrace(string Address, string Device);
