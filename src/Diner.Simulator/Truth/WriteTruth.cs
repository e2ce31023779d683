using System.Text.Encodings.Web;
using System.Text.Json;
using Diner.Simulator.Parameters;
using Diner.Simulator.Rhythm;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Truth;

/// <summary>truth.json: what was planted and what came of it, under the names that <c>diner insights report</c> uses where it tells the same.</summary>
internal sealed class WriteTruth(SimParameters parameters, PlayTrade trade, TruthCount count)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Run(Stream file, ulong seed)
    {
        JsonSerializer.Serialize(file, new
        {
            seed,
            from = trade.From.ToString("yyyy-MM-dd", null),
            to = trade.To.ToString("yyyy-MM-dd", null),
            parameters.TimeZone,
            orders = count.Orders,
            revenue = Major(count.RevenueMinor),
            peaks = new PlantedPeaks(parameters).All().Select(planted => new { planted.Category, planted.Peak.Weekday, planted.Peak.FromHour, planted.Peak.ToHour, planted.Factor, planted.Lift }),
            seasons = Of(WindowKind.Holiday).Select(window => new { name = window.Name, category = window.Category, from = Time(window.From), to = Time(window.To), uplift_pct = Percent(window.Factor) }),
            event_effects = trade.Windows.Where(window => window.Kind != WindowKind.Holiday).Select(Effect),
            segments = count.Segments(trade.To).Select(Month),
            pairs = parameters.Pairs.Select((pair, i) => new { @if = pair.IfCategory, then = pair.Then, pair.Probability, visits = count.PairVisits[i], taken = count.PairTaken[i], confidence = Share(count.PairTaken[i], count.PairVisits[i]) }),
            tiers = count.Tiers.OrderBy(tier => tier.Key, StringComparer.Ordinal).Select(tier => new { tier = tier.Key, tier.Value.Orders, revenue = Major(tier.Value.RevenueMinor), cost = Major(tier.Value.CostMinor) }),
            parameters.Elasticity,
            buyers = parameters.Buyers.Select((kind, i) => new { kind.Kind, people = trade.Population.All.Count(buyer => buyer.Kind == i) }),
            channels = parameters.Channels.Select((channel, i) => new { channel.Name, orders = count.ChannelOrders[i], failures = count.ChannelFailures[i], outages = trade.Channels.Outages.Where(outage => outage.Channel == i).Select(outage => new { outage.From, outage.To }) }),
            problems = new { bad_keys = count.Outcomes[(int)Outcome.BadKey], false_claims = count.Outcomes[(int)Outcome.FalseClaim], chargebacks = count.Outcomes[(int)Outcome.Chargeback] },
            fraudsters = trade.Fraudsters.All.CountBy(fraudster => parameters.Fraud[fraudster.Habit].Name).Select(habit => new { habit = habit.Key, people = habit.Value }),
        }, Options);
        file.Write("\n"u8);
    }

    private IEnumerable<Window> Of(WindowKind kind) => trade.Windows.Where(window => window.Kind == kind);

    // A campaign works through the price.
    private object Effect(Window window)
    {
        var answers = parameters.Goods.Where(window.IsAbout).Select(goods => Demand.Answer(parameters, goods, window.Discount)).Average();
        return new { @event = window.Name, scope = window.Scope, at = Time(window.From), uplift_pct = Percent(window.Factor * answers), duration_hours = (window.To - window.From).TotalHours };
    }

    private string Time(DateTime local) => Files.Text.Time(new DateTimeOffset(local, parameters.Zone.GetUtcOffset(local)));

    private static object Month(MonthOfSegments month) => new
    {
        month = month.Month.ToString("yyyy-MM", null),
        whale = Segment(month.Whale),
        regular = Segment(month.Regular),
        casual = Segment(month.Casual),
        drifting = new { month.Drifting.Count, revenue = 0m, revenue_before = Major(month.Drifting.RevenueMinor) },
    };

    private static object Segment(Segment segment) => new { segment.Count, revenue = Major(segment.RevenueMinor) };

    private static double Percent(double factor) => Math.Round((factor - 1) * 100, 1);

    private static double Share(long part, long whole) => whole == 0 ? 0 : Math.Round(part / (double)whole, 6);

    private static decimal Major(long minor) => minor / 100m;
}
