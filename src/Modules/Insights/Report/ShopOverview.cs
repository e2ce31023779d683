using Diner.Insights.Segments;
using Diner.Insights.Stock;

namespace Diner.Insights.Report;

/// <summary>A shop's trade as a page shows it.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record ShopOverview(DateOnly From, DateOnly To)
{
    /// <summary>Orders: seven rows, Monday first, of 24 hours of the shop's clock.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Heatmap { get; init; }

    /// <summary>Buyers of each month, oldest first.</summary>
    public required IReadOnlyList<MonthSegments> Segments { get; init; }

    /// <summary>Each variant's stock against its pace.</summary>
    public required IReadOnlyList<Restock> Restock { get; init; }

    /// <summary>What was not sold for 30 days.</summary>
    public required IReadOnlyList<SlowMover> Slow { get; init; }
}
