using Diner.Data.Storage;
using Diner.Insights.Occasions;
using Diner.Insights.Seasons;
using Diner.Insights.Trade;
using Microsoft.EntityFrameworkCore;

namespace Diner.Insights.Effects;

/// <summary>Measures a shop's events, each on what it is about.</summary>
internal sealed class ReadEffects(Database database)
{
    private const double StandardErrors95 = 1.96;

    /// <summary>The effects of the events in the trade's days, in the order of time; and for each scope the days they lie on.</summary>
    public async Task<(IReadOnlyList<EventEffect> Effects, IReadOnlyDictionary<string, bool[]> Days)> RunAsync(ShopTrade trade, CancellationToken ct)
    {
        await using var db = database.Read();
        var occasions = await db.Set<Occasion>().Where(o => o.ShopId == trade.Shop.Id).OrderBy(o => o.At).ThenBy(o => o.Name).ToListAsync(ct);
        var names = trade.Goods.ByName();
        var (effects, days) = (new List<EventEffect>(), new Dictionary<string, bool[]>(StringComparer.OrdinalIgnoreCase));
        foreach (var scope in occasions.GroupBy(o => o.Scope, StringComparer.OrdinalIgnoreCase))
        {
            var series = scope.Key.Length == 0 ? Series.OfShop(trade) : Series.Of(trade, (SeriesKind.Shop, ""), OccasionScope.IsIn(scope.Key, names), row => row.Orders);
            var starts = scope.Select(o => (Occasion: o, Hour: HourIn(trade, o.At))).Where(o => o.Hour >= 0 && o.Hour < series.Hours.Length).ToList();
            var hours = starts.Select(o => o.Hour).Distinct().Order().ToList();
            var measured = MeasureEvents.Run(series, hours);
            days[scope.Key] = MeasureEvents.DaysOf(series, measured);
            effects.AddRange(starts.Select(o => Tell(trade, o.Occasion, measured[hours.IndexOf(o.Hour)])));
        }

        return ([.. effects.OrderBy(effect => effect.At)], days);
    }

    private static int HourIn(ShopTrade trade, DateTimeOffset at)
    {
        var local = trade.Clock.Local(at);
        return ((DateOnly.FromDateTime(local).DayNumber - trade.Days.First.DayNumber) * Series.HoursADay) + local.Hour;
    }

    private static EventEffect Tell(ShopTrade trade, Occasion occasion, Measured? measured)
    {
        var at = occasion.At.ToOffset(trade.Clock.Local(occasion.At) - occasion.At.UtcDateTime);
        return measured is null ? new EventEffect(occasion.Name, at, occasion.Scope) : new EventEffect(occasion.Name, at, occasion.Scope)
        {
            UpliftPct = FindSeasons.Percent(measured.Log),
            Interval = [FindSeasons.Percent(measured.Log - (StandardErrors95 * measured.Error)), FindSeasons.Percent(measured.Log + (StandardErrors95 * measured.Error))],
            DurationHours = measured.Hours,
        };
    }
}
