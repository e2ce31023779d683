using System.Text.Json.Serialization;

namespace Diner.Insights.Peaks;

/// <summary>Hours of a weekday in which something sells better than weekday and hour lead one to expect.</summary>
/// <param name="Weekday">0 is Monday.</param>
/// <param name="FromHour">The first hour.</param>
/// <param name="ToHour">The hour behind the last; 24 is midnight.</param>
/// <param name="Lift">Orders in these hours over those expected.</param>
public sealed record Peak(int Weekday, int FromHour, int ToHour, double Lift)
{
    /// <summary>The category that peaks; null when it is a variant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    /// <summary>The variant that peaks, by code; null when it is a category.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Variant { get; init; }
}
