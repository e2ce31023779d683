using Diner.Insights.Segments;

namespace Diner.Insights.Report;

/// <summary>A shop's trade in figures. Money is in major units of the shop's currency, times are of the shop's clock.</summary>
public sealed record InsightsReport
{
    /// <summary>The shop's slug.</summary>
    public required string Shop { get; init; }

    /// <summary>IANA name of the clock everything is told by.</summary>
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Orders: seven rows, Monday first, of 24 hours.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Heatmap { get; init; }

    /// <summary>Buyers of each month, oldest first.</summary>
    public required IReadOnlyList<MonthSegments> Segments { get; init; }
}
