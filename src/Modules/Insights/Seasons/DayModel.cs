using Diner.Insights.Numbers;
using Diner.Insights.Trade;

namespace Diner.Insights.Seasons;

/// <summary>A holiday as it was found: its usual days, and by how much they begin and end otherwise.</summary>
internal sealed record HolidayWindow(Holiday Holiday, IReadOnlyList<int> Starts, int Earlier, int Later)
{
    public IEnumerable<(int From, int To)> Windows => Starts.Select(start => (start - Earlier, start + Holiday.Length + Later));

    /// <summary>For every day of a stretch whether it is in it.</summary>
    public bool[] Marks(int days)
    {
        var marks = new bool[days];
        foreach (var (from, to) in Windows)
        {
            for (var day = Math.Max(0, from); day < Math.Min(days, to); day++)
                marks[day] = true;
        }

        return marks;
    }
}

/// <summary>
/// What one may expect of each day: trend times weekday times the holidays that are in it. The trend is a broken line on a logarithmic
/// scale that may bend once in about thirteen weeks. When a holiday begins and ends is read off the trade: of the stretches around its
/// usual days the one that is likeliest to have a rate of its own.
/// </summary>
internal sealed class DayModel
{
    private const int BendDays = 91;
    private const int DaysMin = 42;
    private const int RoundsMax = 4;

    // How much likelier other edges must be: among so many that are tried, the best is likelier by some of it by chance.
    private const double EdgeGain = 10;

    private DayModel(LogLinearFit fit, IReadOnlyList<HolidayWindow> holidays) => (Fit, Holidays) = (fit, holidays);

    public LogLinearFit Fit { get; }

    public IReadOnlyList<HolidayWindow> Holidays { get; }

    /// <summary>The factor of a holiday and its standard error, both as logarithms.</summary>
    public (double Log, double Error) Factor(HolidayWindow holiday)
    {
        var column = Fit.Coefficients.Length - Holidays.Count + Holidays.ToList().IndexOf(holiday);
        return (Fit.Coefficients[column], Fit.Errors[column]);
    }

    /// <summary>Null for a series that is too short. Days that are left out, such as those of events, are only told what is expected of them.</summary>
    public static DayModel? Of(Series series, bool[] leftOut)
    {
        var daily = series.Daily();
        var has = leftOut.Select(isOut => !isOut).ToArray();
        if (has.Count(isIn => isIn) < DaysMin)
            return null;
        var first = DateOnly.FromDayNumber(series.FirstDay);
        IReadOnlyList<HolidayWindow> holidays = [.. Holiday.All.Select(holiday => new HolidayWindow(holiday, holiday.StartsIn(first, series.Days), 0, 0)).Where(window => window.Starts.Count > 0)];
        var fit = LogLinear.Fit(daily, Rows(series, holidays), has);
        for (var round = 0; round < RoundsMax; round++)
        {
            var moved = holidays.Select((window, place) => Moved(window, daily, (fit, fit.Coefficients[fit.Coefficients.Length - holidays.Count + place]), has)).ToList();
            if (moved.SequenceEqual(holidays))
                break;
            holidays = moved;
            fit = LogLinear.Fit(daily, Rows(series, holidays), has);
        }

        return new DayModel(fit, holidays);
    }

    private static double[][] Rows(Series series, IReadOnlyList<HolidayWindow> holidays)
    {
        var bends = Math.Max(1, series.Days / BendDays);
        var marks = holidays.Select(holiday => holiday.Marks(series.Days)).ToList();
        return [.. Enumerable.Range(0, series.Days).Select(Row)];

        double[] Row(int day)
        {
            var row = new double[1 + bends + 6 + holidays.Count];
            row[0] = 1;
            var along = (double)day * bends / Math.Max(1, series.Days - 1);
            for (var bend = 1; bend <= bends; bend++)
                row[bend] = Math.Max(0, 1 - Math.Abs(along - bend));
            if (series.Weekday(day) is > 0 and var weekday)
                row[bends + weekday] = 1;
            for (var holiday = 0; holiday < marks.Count; holiday++)
                row[bends + 7 + holiday] = marks[holiday][day] ? 1 : 0;
            return row;
        }
    }

    // A holiday's own factor is taken out of what is expected, then all edges within its slack are tried, alike in every year.
    private static HolidayWindow Moved(HolidayWindow window, double[] daily, (LogLinearFit Fit, double Log) found, bool[] has)
    {
        var marks = window.Marks(daily.Length);
        var without = found.Fit.Expected.Select((expected, day) => marks[day] ? expected / Math.Exp(found.Log) : expected).ToArray();
        var slack = window.Holiday.SlackDays;
        var edges = from earlier in Enumerable.Range(-slack, (2 * slack) + 1)
                    from later in Enumerable.Range(-slack, (2 * slack) + 1)
                    where window.Holiday.Length + earlier + later >= Math.Max(1, window.Holiday.Length / 3)
                    select window with { Earlier = earlier, Later = later };
        var usual = window with { Earlier = 0, Later = 0 };
        var best = edges.MaxBy(Likelihood)!;
        return Likelihood(best) - Likelihood(usual) > EdgeGain * found.Fit.Dispersion ? best : usual;

        double Likelihood(HolidayWindow tried)
        {
            var (count, expected) = (0.0, 0.0);
            foreach (var (from, to) in tried.Windows)
            {
                for (var day = Math.Max(0, from); day < Math.Min(daily.Length, to); day++)
                    (count, expected) = has[day] ? (count + daily[day], expected + without[day]) : (count, expected);
            }

            return Numbers.Likelihood.OwnRate(count, expected);
        }
    }
}
