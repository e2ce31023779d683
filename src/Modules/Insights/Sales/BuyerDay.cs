using Diner.Kernel;

namespace Diner.Insights.Sales;

/// <summary>What one buyer bought on one day of the shop's clock.</summary>
internal sealed class BuyerDay
{
    public ShopId ShopId { get; init; }

    /// <summary>Months since the year 0 of the shop's calendar: year x 12 + month - 1.</summary>
    public int Month { get; init; }

    /// <summary>Keyed hash of the buyer.</summary>
    public Guid Buyer { get; init; }

    /// <summary>The day's <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    public long Orders { get; set; }

    public long Quantity { get; set; }

    /// <summary>Of the shop's currency, less what went back on that day.</summary>
    public long RevenueMinor { get; set; }
}
