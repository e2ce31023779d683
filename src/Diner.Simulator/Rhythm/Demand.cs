using Diner.Simulator.Parameters;

namespace Diner.Simulator.Rhythm;

/// <summary>How many visits for each of the goods an hour has on average: share x hour of the day x weekday x peak x windows x price x growth.</summary>
internal sealed class Demand
{
    private const double DaysPerYear = 365.25;
    private const int HoursPerDay = 24;
    private const int DaysPerWeek = 7;

    private readonly SimParameters _parameters;
    private readonly IReadOnlyList<Window> _windows;
    private readonly DateTime _from;
    private readonly double[] _perHour;
    private readonly double[][] _week;

    public Demand(SimParameters parameters, IReadOnlyList<Window> windows, DateTime from)
    {
        (_parameters, _windows, _from) = (parameters, windows, from);
        var shares = parameters.Goods.Sum(goods => goods.Share);
        _perHour = [.. parameters.Goods.Select(goods => parameters.VisitsPerDay * goods.Share / shares / HoursPerDay)];
        _week = [.. parameters.Goods.Select(goods => Week(parameters.Rhythm, goods.Category))];
    }

    /// <summary>An hour's mean visits for each of the goods, and how much cheaper each is.</summary>
    /// <param name="hour">Its beginning by the shop's clock.</param>
    /// <param name="visits">Filled, by the place of the goods.</param>
    /// <param name="discounts">Filled likewise.</param>
    public void At(DateTime hour, Span<double> visits, Span<double> discounts)
    {
        var growth = Math.Pow(1 + _parameters.GrowthPerYear, (hour - _from).TotalDays / DaysPerYear);
        var open = _windows.Where(window => window.From <= hour && hour < window.To).ToList();
        for (var i = 0; i < _perHour.Length; i++)
        {
            var goods = _parameters.Goods[i];
            var (factor, discount) = (1.0, 0.0);
            foreach (var window in open)
            {
                if (!window.IsAbout(goods))
                    continue;
                factor *= window.Factor;
                discount = Math.Max(discount, window.Discount);
            }

            discounts[i] = discount;
            visits[i] = _perHour[i] * _week[i][PlaceInWeek(hour)] * growth * factor * Answer(_parameters, goods, discount);
        }
    }

    /// <summary>How many times as often goods sell when they are cheaper by a share.</summary>
    public static double Answer(SimParameters parameters, Goods goods, double discount) =>
        discount == 0 ? 1 : Math.Pow(1 - discount, -parameters.Elasticity[goods.Tier]);

    /// <summary>A category's 168 hours, Monday first; without its peaks they have the mean 1.</summary>
    public static double[] Week(Rhythms rhythm, string category)
    {
        var (hours, weekdays) = (rhythm.Hours.Sum() / HoursPerDay, rhythm.Weekdays.Sum() / DaysPerWeek);
        var week = new double[DaysPerWeek * HoursPerDay];
        for (var i = 0; i < week.Length; i++)
        {
            var (day, hour) = (i / HoursPerDay, i % HoursPerDay);
            week[i] = rhythm.Weekdays[day] / weekdays * rhythm.Hours[hour] / hours;
            foreach (var peak in rhythm.Peaks.Where(peak => peak.Category == category && peak.Weekday == day && peak.FromHour <= hour && hour < peak.ToHour))
                week[i] *= peak.Factor;
        }

        return week;
    }

    private static int PlaceInWeek(DateTime hour) => ((((int)hour.DayOfWeek + DaysPerWeek - 1) % DaysPerWeek) * HoursPerDay) + hour.Hour;
}
