using Diner.Kernel;

namespace Diner.Catalog.Shops;

internal sealed class Shop
{
    public ShopId Id { get; init; }

    /// <summary>Who sells here.</summary>
    public MerchantId MerchantId { get; init; } = MerchantId.House;

    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>A line under the name; plain text.</summary>
    public string Tagline { get; set; } = "";

    /// <summary>What every visitor should know now; plain text.</summary>
    public string Notice { get; set; } = "";

    /// <summary>How a buyer reaches a person: plain text shown under "help".</summary>
    public string Contact { get; set; } = "";

    /// <summary>A host name of the shop's own, ASCII and lower case; null without one.</summary>
    public string? Domain { get; set; }

    /// <summary>Since when the operator lets the shop have a style sheet of its own; null when it does not.</summary>
    public DateTimeOffset? CssAllowedAt { get; set; }

    /// <summary>The hash of its sheet; null without one.</summary>
    public string? CssHash { get; set; }

    public CurrencyCode Currency { get; init; } = CurrencyCode.Cny;

    /// <summary>IANA name; reports are in this zone.</summary>
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>The platform's share of each sale, in hundredths of a percent.</summary>
    public int FeeBasisPoints { get; set; }

    /// <summary>The largest amount of one order, minor units; null is no limit. The operator sets it.</summary>
    public long? OrderMaxMinor { get; set; }

    /// <summary>What the merchant wishes; a suspended shop is closed all the same.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Closed by the operator.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>A <see cref="ShopSettings"/> as JSON.</summary>
    public string Settings { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; init; }
}
