using Diner.Kernel;

namespace Diner.Catalog.Shops;

/// <summary>A shop as pages, checkout and mails see it.</summary>
public sealed record ShopView(
    ShopId Id, string Slug, string Name, string Tagline, string Notice, string Contact,
    CurrencyCode Currency, string TimeZone, int FeeBasisPoints, bool IsOpen, ShopSettings Settings)
{
    /// <summary>Who sells here.</summary>
    public MerchantId Merchant { get; init; } = MerchantId.House;

    /// <summary>The largest amount of one order; null is no limit.</summary>
    public Money? OrderMax { get; init; }

    /// <summary>A host name of the shop's own; null without one.</summary>
    public string? Domain { get; init; }

    /// <summary>The operator lets the shop have a style sheet of its own.</summary>
    public bool AllowsCss { get; init; }

    /// <summary>The hash of the sheet its shelves are shown with; null without one, or while it may have none.</summary>
    public string? CssHash { get; init; }

    /// <summary>Closed by the operator, whatever the merchant wishes. <see cref="IsOpen"/> is false then.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>What the merchant wishes.</summary>
    public bool WishesOpen { get; init; } = IsOpen;
}
