using Diner.Insights.Trade;

namespace Diner.UnitTests.Insights;

/// <summary>
/// Trade with a known truth: a curve of the day and one of the week, a trend, days that are good or bad as a whole, buyers who come in
/// clusters, and on top what a test plants.
/// </summary>
internal sealed class PlantedTrade(int seed, DateOnly first, int days)
{
    private static readonly double[] OfWeekday = [0.85, 0.85, 0.9, 0.95, 1.15, 1.3, 1.2];

    private readonly Random _random = new(seed);

    public double PerHour { get; init; } = 4;

    /// <summary>Growth over the whole stretch.</summary>
    public double Growth { get; init; } = 0.4;

    /// <summary>Of the gamma that makes an hour's mean: the smaller, the more counts scatter.</summary>
    public double Clusters { get; init; } = 4;

    /// <summary>Of the gamma that makes a day's mean.</summary>
    public double Moods { get; init; } = 60;

    public Series Draw(string name, Func<DateTime, double> planted)
    {
        var hours = new double[days * Series.HoursADay];
        for (var day = 0; day < days; day++)
        {
            var mood = Gamma(Moods) / Moods;
            for (var hour = 0; hour < Series.HoursADay; hour++)
            {
                var at = first.AddDays(day).ToDateTime(new TimeOnly(hour, 0));
                var mean = PerHour * OfHour(hour) * OfWeekday[HourRow.WeekdayOf(first.DayNumber + day)] * (1 + (Growth * day / days)) * mood * planted(at);
                hours[(day * Series.HoursADay) + hour] = Poisson(mean * Gamma(Clusters) / Clusters);
            }
        }

        return new Series(SeriesKind.Category, name, first.DayNumber, hours);
    }

    private static double OfHour(int hour) => 1 + (0.9 * Math.Cos((hour - 20) * Math.PI / 12));

    // Marsaglia and Tsang, for shapes of at least 1.
    private double Gamma(double shape)
    {
        var d = shape - (1 / 3.0);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private int Poisson(double mean)
    {
        if (mean > 200)
            return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var (count, product) = (0, _random.NextDouble());
        for (var limit = Math.Exp(-mean); product > limit; product *= _random.NextDouble())
            count++;
        return count;
    }
}
