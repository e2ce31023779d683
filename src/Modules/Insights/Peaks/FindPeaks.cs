using Diner.Insights.Numbers;
using Diner.Insights.Trade;

namespace Diner.Insights.Peaks;

/// <summary>
/// Finds the peaks of several series of one kind.
/// <list type="number">
/// <item>Expect of each hour of the week what weekday and hour alone lead to, from the hours that do not peak; what peaks is found anew until nothing changes.</item>
/// <item>Ask of each hour how likely so many orders are by chance, of counts that scatter as these do from week to week; take those that are unlikely even
/// among all the hours of all the series that are asked (Bonferroni), and as unlikely beside what everything else sold in that hour.</item>
/// <item>Keep what shows in odd and in even weeks alike, so that one night's rush is no peak.</item>
/// <item>Around the highest hour take the stretch that is likeliest to have one rate of its own.</item>
/// </list>
/// </summary>
internal static class FindPeaks
{
    /// <summary>The chance of finding anything in series without peaks.</summary>
    private const double FalseAlarm = 0.002;

    /// <summary>Less is not worth a sentence.</summary>
    private const double LiftMin = 1.3;

    /// <summary>Standard errors by which a peak must rise above everything else that was sold in that hour.</summary>
    private const double BesideOthersMin = 3.5;

    private const int WeeksMin = 4;
    private const int RoundsMax = 6;

    /// <summary>The peaks of series that do not overlap, such as all categories.</summary>
    public static IReadOnlyList<(Series Series, Peak Peak)> Run(IReadOnlyList<Series> series)
    {
        if (series.Count == 0 || series[0].Days < WeeksMin * 7)
            return [];
        var threshold = FalseAlarm / (WeekTable.Cells * series.Count);
        var all = series.Aggregate(new double[series[0].Hours.Length], (sum, one) => [.. sum.Zip(one.Hours, (a, b) => a + b)]);
        return [.. series.SelectMany(one => Of(one, one with { Hours = [.. all.Zip(one.Hours, (a, b) => a - b)] }, threshold).Select(peak => (one, peak)))];
    }

    private static IEnumerable<Peak> Of(Series series, Series others, double threshold)
    {
        // 1. and 2.
        var peaking = new bool[WeekTable.Cells];
        var found = new Evidence(series, others, peaking);
        for (var round = 0; round < RoundsMax; round++)
        {
            var next = Enumerable.Range(0, WeekTable.Cells).Select(cell => found.Chance(cell) < threshold && found.Lift(cell) >= LiftMin).ToArray();
            var isSame = next.AsSpan().SequenceEqual(peaking);
            peaking = next;
            found = new Evidence(series, others, peaking);
            if (isSame)
                break;
        }

        // 3. and 4.
        for (var weekday = 0; weekday < 7; weekday++)
        {
            foreach (var (from, to) in Blocks(found, peaking, weekday))
                yield return new Peak(weekday, from, to, Math.Round(found.Lift([.. Enumerable.Range(from, to - from).Select(hour => WeekTable.Cell(weekday, hour))]), 3));
        }
    }

    private static IEnumerable<(int From, int To)> Blocks(Evidence found, bool[] peaking, int weekday)
    {
        var day = weekday * Series.HoursADay;
        var sure = Enumerable.Range(0, Series.HoursADay).Where(hour => peaking[day + hour] && found.RisesAboveOthers(day + hour) >= BesideOthersMin && found.ShowsInBothHalves(day + hour)).ToHashSet();
        while (sure.Count > 0)
        {
            var top = sure.MaxBy(hour => found.Lift(day + hour));
            var (from, to) = Bounds(found, day, top);
            // What is left of the slopes is no peak of its own.
            sure.RemoveWhere(hour => hour >= from - 1 && hour <= to);
            yield return (from, to);
        }
    }

    // Of all stretches around the top the one that is likeliest to have one rate, and everything else to have the expected one.
    private static (int From, int To) Bounds(Evidence found, int day, int top)
    {
        var stretches = from start in Enumerable.Range(0, top + 1)
                        from end in Enumerable.Range(top + 1, Series.HoursADay - top)
                        select (start, end);
        return stretches.MaxBy(stretch => found.Likelihood(day + stretch.start, day + stretch.end));
    }

    /// <summary>What speaks for a peak in each hour of the week.</summary>
    private sealed class Evidence
    {
        private readonly WeekTable _table;
        private readonly WeekTable _others;
        private readonly (double Even, double Growing) _scatter;
        private readonly (double Even, double Growing) _othersScatter;

        public Evidence(Series series, Series others, bool[] leftOut)
        {
            (_table, _others) = (new WeekTable(series, leftOut), new WeekTable(others, leftOut));
            (_scatter, _othersScatter) = (_table.Dispersion(leftOut), _others.Dispersion(leftOut));
        }

        public double Lift(params int[] cells) => cells.Sum(cell => _table.Counts[cell]) / Math.Max(cells.Sum(_table.Expected), 1e-9);

        /// <summary>Logarithm of how much likelier a stretch is with a rate of its own than with the expected one.</summary>
        public double Likelihood(int from, int to)
        {
            var cells = Enumerable.Range(from, to - from).ToList();
            var (count, expected) = (cells.Sum(cell => _table.Counts[cell]), cells.Sum(_table.Expected));
            return count > expected ? Numbers.Likelihood.OwnRate(count, Math.Max(expected, 1e-9)) : 0;
        }

        public double Chance(int cell) => PoissonTail.AtLeast(_table.Counts[cell], _table.Expected(cell), Scatter(_table, _scatter, cell));

        // The ratio of two ratios, on a logarithmic scale; the others' counts are weighed by how they scatter.
        public double RisesAboveOthers(int cell)
        {
            if (_others.Expected(cell) < 1)
                return double.MaxValue;
            var rise = Math.Log(Lift(cell)) - Math.Log(Math.Max(_others.Counts[cell], 0.5) / _others.Expected(cell));
            return rise / Math.Sqrt((Scatter(_table, _scatter, cell) / Math.Max(_table.Counts[cell], 1)) + (Scatter(_others, _othersScatter, cell) / Math.Max(_others.Counts[cell], 1)));
        }

        public bool ShowsInBothHalves(int cell)
        {
            var third = 1 + ((Lift(cell) - 1) / 3);
            return Enumerable.Range(0, 2).All(parity => _table.Half(cell, parity) is var (count, expected) && count >= third * expected);
        }

        private static double Scatter(WeekTable table, (double Even, double Growing) scatter, int cell) => Math.Max(scatter.Even, 1 + (scatter.Growing * table.Mean(cell)));
    }
}
