using Diner.Insights.Trade;

namespace Diner.Insights.Peaks;

/// <summary>
/// A series by weekday and hour, and what the two lead one to expect: the factor of the weekday times the factor of the hour, fitted to the
/// cells that are not left out (iterative proportional fitting; quasi-independence of a table with holes).
/// </summary>
internal sealed class WeekTable
{
    public const int Cells = 7 * Series.HoursADay;
    private const int RoundsMax = 60;

    private readonly Series _series;
    private readonly double[] _weekday = new double[7];
    private readonly double[] _hour = new double[Series.HoursADay];

    public WeekTable(Series series, bool[] leftOut)
    {
        _series = series;
        for (var day = 0; day < series.Days; day++)
        {
            DaysOf[series.Weekday(day)]++;
            for (var hour = 0; hour < Series.HoursADay; hour++)
                Counts[Cell(series.Weekday(day), hour)] += series.Hours[(day * Series.HoursADay) + hour];
        }

        Fit(leftOut);
    }

    /// <summary>How often each weekday is in the series.</summary>
    public int[] DaysOf { get; } = new int[7];

    /// <summary>Orders of each cell, over all weeks.</summary>
    public double[] Counts { get; } = new double[Cells];

    public static int Cell(int weekday, int hour) => (weekday * Series.HoursADay) + hour;

    /// <summary>Orders that weekday and hour lead one to expect of a cell, over all weeks.</summary>
    public double Expected(int cell) => Mean(cell) * DaysOf[cell / Series.HoursADay];

    /// <summary>The same for one week.</summary>
    public double Mean(int cell) => _weekday[cell / Series.HoursADay] * _hour[cell % Series.HoursADay];

    /// <summary>
    /// How much more counts scatter from week to week than chance alone lets them: a share that is alike at every hour, and one that grows with
    /// the mean, as it does when buyers come in clusters. The level of each week is taken out first: it is no peak.
    /// </summary>
    public (double Even, double Growing) Dispersion(bool[] leftOut)
    {
        var (pearson, cells, excess, squares) = (0.0, 0, 0.0, 0.0);
        for (var start = 0; start < _series.Days; start += 7)
        {
            var level = Level(start, leftOut);
            foreach (var (cell, count) in Week(start).Where(hour => !leftOut[hour.Cell]))
            {
                var mean = level * Mean(cell);
                if (mean <= 0)
                    continue;
                var square = (count - mean) * (count - mean);
                pearson += square / mean;
                cells++;
                excess += square - mean;
                squares += mean * mean;
            }
        }

        return (Math.Max(1, pearson / Math.Max(1, cells - 31 - (_series.Days / 7))), squares > 0 ? Math.Max(0, excess / squares) : 0);
    }

    /// <summary>Orders of a cell in the weeks of that parity, and what was expected of them.</summary>
    public (double Count, double Expected) Half(int cell, int parity)
    {
        var (sum, weeks) = (0.0, 0);
        for (var day = 0; day < _series.Days; day++)
        {
            if (day / 7 % 2 != parity || _series.Weekday(day) != cell / Series.HoursADay)
                continue;
            sum += _series.Hours[(day * Series.HoursADay) + (cell % Series.HoursADay)];
            weeks++;
        }

        return (sum, weeks * Mean(cell));
    }

    private void Fit(bool[] leftOut)
    {
        Array.Fill(_weekday, 1);
        for (var round = 0; round < RoundsMax; round++)
        {
            for (var hour = 0; hour < Series.HoursADay; hour++)
                _hour[hour] = Ratio(Enumerable.Range(0, 7).Select(weekday => Cell(weekday, hour)), leftOut, cell => _weekday[cell / Series.HoursADay]);
            for (var weekday = 0; weekday < 7; weekday++)
                _weekday[weekday] = Ratio(Enumerable.Range(0, Series.HoursADay).Select(hour => Cell(weekday, hour)), leftOut, cell => _hour[cell % Series.HoursADay]);
        }
    }

    private double Ratio(IEnumerable<int> cells, bool[] leftOut, Func<int, double> other)
    {
        var (count, expected) = (0.0, 0.0);
        foreach (var cell in cells.Where(cell => !leftOut[cell]))
        {
            count += Counts[cell];
            expected += other(cell) * DaysOf[cell / Series.HoursADay];
        }

        return expected > 0 ? count / expected : 0;
    }

    private double Level(int start, bool[] leftOut)
    {
        var (count, expected) = (0.0, 0.0);
        foreach (var (cell, found) in Week(start).Where(hour => !leftOut[hour.Cell]))
        {
            count += found;
            expected += Mean(cell);
        }

        return expected > 0 ? count / expected : 0;
    }

    private IEnumerable<(int Cell, double Count)> Week(int start) =>
        from day in Enumerable.Range(start, Math.Min(7, _series.Days - start))
        from hour in Enumerable.Range(0, Series.HoursADay)
        select (Cell(_series.Weekday(day), hour), _series.Hours[(day * Series.HoursADay) + hour]);
}
