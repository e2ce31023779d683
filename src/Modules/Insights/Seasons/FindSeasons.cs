using Diner.Insights.Trade;

namespace Diner.Insights.Seasons;

/// <summary>Tells what holidays do to a series.</summary>
internal static class FindSeasons
{
    private const double StandardErrors95 = 1.96;

    /// <summary>One for each holiday that lies in the series from end to end; none when the series is too short. Days of events are left out.</summary>
    public static IReadOnlyList<SeasonEffect> Run(Series series, bool[] leftOut)
    {
        if (DayModel.Of(series, leftOut) is not { } model)
            return [];
        return [.. model.Holidays.Select(window => Tell(series, window, model.Factor(window)))];
    }

    private static SeasonEffect Tell(Series series, HolidayWindow window, (double Log, double Error) factor) => new(
        window.Holiday.Name,
        window.Holiday.Calendar,
        Percent(factor.Log),
        [Percent(factor.Log - (StandardErrors95 * factor.Error)), Percent(factor.Log + (StandardErrors95 * factor.Error))],
        [.. window.Windows.Select(days => new SeasonDays(DateOnly.FromDayNumber(series.FirstDay + days.From), DateOnly.FromDayNumber(series.FirstDay + days.To - 1)))])
    {
        Category = series.Kind == SeriesKind.Category ? series.Name : null,
        Variant = series.Kind == SeriesKind.Variant ? series.Name : null,
    };

    /// <summary>The percent by which a factor, given as its logarithm, is more than one.</summary>
    public static double Percent(double log) => Math.Round((Math.Exp(Math.Min(log, 20)) - 1) * 100, 2);
}
