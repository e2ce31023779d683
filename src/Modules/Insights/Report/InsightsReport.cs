using Diner.Insights.Effects;
using Diner.Insights.Pairs;
using Diner.Insights.Peaks;
using Diner.Insights.Seasons;
using Diner.Insights.Segments;
using Diner.Insights.Service;
using Diner.Insights.Stock;
using Diner.Insights.Tiers;

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

    /// <summary>Hours of a weekday in which a category, or a variant, sells better than weekday and hour lead one to expect.</summary>
    public required IReadOnlyList<Peak> Peaks { get; init; }

    /// <summary>What holidays do, to the shop, to each category, and to variants in none.</summary>
    public required IReadOnlyList<SeasonEffect> Seasons { get; init; }

    /// <summary>What the merchant's events did.</summary>
    public required IReadOnlyList<EventEffect> EventEffects { get; init; }

    /// <summary>Buyers of each month, oldest first.</summary>
    public required IReadOnlyList<MonthSegments> Segments { get; init; }

    /// <summary>How often each variant's stock is turned over.</summary>
    public required IReadOnlyList<Turnover> Turnover { get; init; }

    /// <summary>What is to be bought again.</summary>
    public required IReadOnlyList<Restock> Restock { get; init; }

    /// <summary>What was not sold for 30 days.</summary>
    public required IReadOnlyList<SlowMover> Slow { get; init; }

    /// <summary>What is bought after what.</summary>
    public required IReadOnlyList<Pair> Pairs { get; init; }

    /// <summary>What each part of the menu brings.</summary>
    public required IReadOnlyList<TierFigures> Tiers { get; init; }

    /// <summary>How long buyers waited.</summary>
    public required ServiceFigures Service { get; init; }
}
