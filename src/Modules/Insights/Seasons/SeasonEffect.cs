using System.Text.Json.Serialization;

namespace Diner.Insights.Seasons;

/// <summary>What a holiday does to trade.</summary>
/// <param name="Season">The holiday's name: spring_festival.</param>
/// <param name="Calendar">After what it is counted.</param>
/// <param name="UpliftPct">By how many percent it sells more than trend, weekday and the other holidays lead one to expect: 200 is three times as much.</param>
/// <param name="Interval">Between these two lies the uplift in 95 of 100 cases.</param>
/// <param name="Days">The days in which it was seen.</param>
public sealed record SeasonEffect(string Season, HolidayCalendar Calendar, double UpliftPct, IReadOnlyList<double> Interval, IReadOnlyList<SeasonDays> Days)
{
    /// <summary>The category it is told of; null for the shop or a variant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    /// <summary>The variant it is told of; null for the shop or a category.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Variant { get; init; }
}

/// <summary>One year's days of a holiday.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record SeasonDays(DateOnly From, DateOnly To);
