using Diner.Simulator.Parameters;
using Diner.Simulator.Rhythm;

namespace Diner.Simulator.Truth;

/// <summary>A peak that a category has.</summary>
/// <param name="Category">Which.</param>
/// <param name="Peak">Its hours.</param>
/// <param name="Factor">How many times these hours have what they would without any peak.</param>
/// <param name="Lift">How many times the mean hour of the week.</param>
internal sealed record PlantedPeak(string Category, Peak Peak, double Factor, double Lift);

/// <summary>The peaks that were planted, and those that follow: what is taken along with goods of a peak has the peak too.</summary>
internal sealed class PlantedPeaks(SimParameters parameters)
{
    private const int HoursPerDay = 24;
    private const int Decimals = 3;

    public IEnumerable<PlantedPeak> All() =>
        from peak in parameters.Rhythm.Peaks
        from category in TakenAlongWith(peak.Category).Prepend(peak.Category).Distinct()
        select Of(category, peak);

    private PlantedPeak Of(string category, Peak peak)
    {
        var (with, without) = (Week(category, parameters.Rhythm), Week(category, parameters.Rhythm with { Peaks = [] }));
        var (first, last) = ((peak.Weekday * HoursPerDay) + peak.FromHour, (peak.Weekday * HoursPerDay) + peak.ToHour);
        var height = with[first..last].Average();
        return new PlantedPeak(category, peak, Math.Round(height / without[first..last].Average(), Decimals), Math.Round(height / with.Average(), Decimals));
    }

    private IEnumerable<string> TakenAlongWith(string category) => parameters.Pairs.Where(pair => pair.IfCategory == category && pair.Probability > 0).Select(pair => CategoryOf(pair.Then));

    // A category's own visits, and what visits of other categories take along of it.
    private double[] Week(string category, Rhythms rhythm)
    {
        var week = Demand.Week(rhythm, category).Select(hour => hour * ShareOf(category)).ToArray();
        foreach (var pair in parameters.Pairs.Where(pair => CategoryOf(pair.Then) == category))
        {
            var along = Demand.Week(rhythm, pair.IfCategory);
            for (var i = 0; i < week.Length; i++)
                week[i] += along[i] * ShareOf(pair.IfCategory) * pair.Probability;
        }

        return week;
    }

    private double ShareOf(string category) => parameters.Goods.Where(goods => goods.Category == category).Sum(goods => goods.Share);

    private string CategoryOf(string code) => parameters.Goods.First(goods => goods.Code == code).Category;
}
