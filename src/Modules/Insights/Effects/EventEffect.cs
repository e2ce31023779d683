using System.Text.Json.Serialization;

namespace Diner.Insights.Effects;

/// <summary>What an event of the merchant's did to trade.</summary>
/// <param name="Event">Its name.</param>
/// <param name="At">When it was.</param>
/// <param name="Scope">variant:CODE, category:NAME; empty for the whole shop.</param>
public sealed record EventEffect(string Event, DateTimeOffset At, string Scope)
{
    /// <summary>
    /// By how many percent its scope sold more than trend, weekday, hour and holidays lead one to expect, as long as it lasted: 200 is three
    /// times as much. Null when there is too little trade around it to tell.
    /// </summary>
    public double? UpliftPct { get; init; }

    /// <summary>Between these two lies the uplift in 95 of 100 cases; null as the uplift is.</summary>
    public IReadOnlyList<double>? Interval { get; init; }

    /// <summary>How long it lasted; null as the uplift is.</summary>
    public int? DurationHours { get; init; }
}
