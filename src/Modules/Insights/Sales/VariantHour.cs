using Diner.Kernel;

namespace Diner.Insights.Sales;

/// <summary>What one variant sold in one hour, by the time of delivery.</summary>
internal sealed class VariantHour
{
    public ShopId ShopId { get; init; }

    public VariantId VariantId { get; init; }

    /// <summary>The start of the hour, UTC. Time zones that are off by half an hour are rounded when days are made of hours.</summary>
    public DateTimeOffset Hour { get; init; }

    public long Orders { get; set; }

    public long Quantity { get; set; }

    /// <summary>Of the shop's currency.</summary>
    public long RevenueMinor { get; set; }
}
