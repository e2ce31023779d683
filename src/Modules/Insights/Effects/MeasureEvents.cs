using Diner.Insights.Numbers;
using Diner.Insights.Seasons;
using Diner.Insights.Trade;

namespace Diner.Insights.Effects;

/// <summary>What an event did: from which hour of the series on, the factor as a logarithm with its standard error, and how many hours.</summary>
internal sealed record Measured(int Start, double Log, double Error, int Hours);

/// <summary>
/// Measures what events did to a series. Expected is trend x weekday x holidays of the day, spread over its hours as the series spreads that
/// weekday; hours of events are in no baseline. An event lasts from its hour to the one that makes it likeliest to have had one rate of its
/// own; where it ends is looked for twice, the second time without those hours in the baseline.
/// </summary>
internal static class MeasureEvents
{
    private const int HoursMax = 14 * Series.HoursADay;
    private const int FirstGuessHours = 7 * Series.HoursADay;
    private const double GapShare = 0.6;
    private const int RoundsMax = 4;

    // So many orders of all weekdays stand beside the few of one, when its day is spread over the hours.
    private const double BorrowedOrders = 200;

    /// <param name="series">What the events are about.</param>
    /// <param name="starts">Hours of the series in which events began, ascending, different.</param>
    /// <returns>One per start; null where there is too little trade to tell.</returns>
    public static IReadOnlyList<Measured?> Run(Series series, IReadOnlyList<int> starts)
    {
        var most = starts.Select((start, place) => Math.Min(HoursMax, (place + 1 < starts.Count ? starts[place + 1] : series.Hours.Length) - start)).ToList();
        var hours = starts.Select((start, place) => most[place] < HoursMax && place + 1 < starts.Count ? Math.Min(FirstGuessHours, (int)(most[place] * GapShare)) : Math.Min(FirstGuessHours, most[place])).ToList();
        IReadOnlyList<Measured?> found = [.. starts.Select(_ => (Measured?)null)];
        for (var round = 0; round < RoundsMax; round++)
        {
            var marks = Marks(series.Hours.Length, starts, hours);
            if (Expected(series, marks) is not var (expected, dispersion))
                return found;
            found = [.. starts.Select((start, place) => Measure(series, expected, (start, most[place]), dispersion))];
            var next = found.Select((measured, place) => measured?.Hours ?? hours[place]).ToList();
            if (next.SequenceEqual(hours))
                break;
            hours = next;
        }

        return found;
    }

    /// <summary>Days that have an hour of an event.</summary>
    public static bool[] DaysOf(Series series, IReadOnlyList<Measured?> events)
    {
        var days = new bool[series.Days];
        foreach (var measured in events.OfType<Measured>())
        {
            for (var hour = measured.Start; hour < Math.Min(series.Hours.Length, measured.Start + measured.Hours); hour++)
                days[hour / Series.HoursADay] = true;
        }

        return days;
    }

    private static Measured? Measure(Series series, double[] expected, (int Start, int Most) window, double dispersion)
    {
        var (count, mean, best, hours) = (0.0, 0.0, 0.0, 0);
        var (bestCount, bestMean) = (0.0, 0.0);
        for (var hour = 0; hour < window.Most; hour++)
        {
            count += series.Hours[window.Start + hour];
            mean += expected[window.Start + hour];
            if (Likelihood.OwnRate(count, mean) is var likelihood && likelihood > best)
                (best, hours, bestCount, bestMean) = (likelihood, hour + 1, count, mean);
        }

        return bestMean <= 0 || bestCount <= 0 ? null : new Measured(window.Start, Math.Log(bestCount / bestMean), Math.Sqrt(dispersion / bestCount), hours);
    }

    private static bool[] Marks(int length, IReadOnlyList<int> starts, IReadOnlyList<int> hours)
    {
        var marks = new bool[length];
        for (var place = 0; place < starts.Count; place++)
            marks.AsSpan(starts[place], Math.Min(hours[place], length - starts[place])).Fill(true);
        return marks;
    }

    private static (double[] Hours, double Dispersion)? Expected(Series series, bool[] marks)
    {
        var leftOut = Enumerable.Range(0, series.Days).Select(day => marks.AsSpan(day * Series.HoursADay, Series.HoursADay).Contains(true)).ToArray();
        if (DayModel.Of(series, leftOut) is not { } model)
            return null;
        var shares = Shares(series, leftOut);
        return ([.. series.Hours.Select((_, hour) => model.Fit.Expected[hour / Series.HoursADay] * shares[series.Weekday(hour / Series.HoursADay)][hour % Series.HoursADay])], model.Fit.Dispersion);
    }

    // How each weekday's orders lie over its hours; a weekday with few orders borrows from all.
    private static double[][] Shares(Series series, bool[] leftOut)
    {
        var sums = Enumerable.Range(0, 7).Select(_ => new double[Series.HoursADay]).ToArray();
        for (var hour = 0; hour < series.Hours.Length; hour++)
        {
            if (!leftOut[hour / Series.HoursADay])
                sums[series.Weekday(hour / Series.HoursADay)][hour % Series.HoursADay] += series.Hours[hour];
        }

        var all = Enumerable.Range(0, Series.HoursADay).Select(hour => sums.Sum(weekday => weekday[hour]) + 0.01).ToArray();
        var total = all.Sum();
        return [.. sums.Select(weekday => weekday.Select((count, hour) => (count + (BorrowedOrders * all[hour] / total)) / (weekday.Sum() + BorrowedOrders)).ToArray())];
    }
}
