using Diner.Kernel;

namespace Diner.Insights.Sales;

/// <summary>What one variant sold in one hour of the shop's clock, by the time of payment.</summary>
internal sealed class VariantHour
{
    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; init; }

    /// <summary>When the hour began; in a zone that is off by half an hour, at half past of UTC.</summary>
    public DateTimeOffset Hour { get; init; }

    /// <summary>Orders that have the variant.</summary>
    public long Orders { get; set; }

    /// <summary>Of these, orders whose first line it is; summed over variants, every order counts once.</summary>
    public long Leads { get; set; }

    public long Quantity { get; set; }

    /// <summary>Of the shop's currency, less what went back in that hour.</summary>
    public long RevenueMinor { get; set; }

    /// <summary>What the keys had cost.</summary>
    public long CostMinor { get; set; }
}
