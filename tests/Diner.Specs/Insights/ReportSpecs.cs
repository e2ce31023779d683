using System.Globalization;
using Diner.Catalog.Products;
using Diner.Data.Storage;
using Diner.Insights.Occasions;
using Diner.Specs.Trade;
using Xunit;

namespace Diner.Specs.Insights;

/// <summary>What a report finds in an imported past.</summary>
public abstract class ReportSpecs(DatabaseKind kind) : InsightsSpecs(kind)
{
    private static readonly DateTimeOffset Start = new(2025, 9, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task What_was_planted_in_a_past_is_found()
    {
        await ImportAsync([Header + ",category", .. Past()]);
        Assert.Equal(1, (await EventsAsync("at,name,scope", Time(Start.AddDays(60).AddHours(18)) + ",version 2,variant:card-1")).Imported);
        var report = await ReportAsync();

        var peak = Assert.Single(report.Peaks, peak => peak.Category == "games");
        Assert.Equal((4, 20, 22), (peak.Weekday, peak.FromHour, peak.ToHour));
        var effect = Assert.Single(report.EventEffects);
        Assert.InRange(effect.DurationHours!.Value, 40, 56);
        Assert.InRange(effect.Interval![0], 0, effect.UpliftPct!.Value);
        Assert.Equal(("card-1", "speed-1"), report.Pairs.Where(p => p.Of == "variant").Select(p => (p.If, p.Then)).First(p => p.If == "card-1"));
        Assert.Equal(report.Heatmap.Sum(hours => hours.Sum()), Past().Count());
        Assert.Contains(report.Seasons, season => season is { Season: "national_day", Category: "games" });
        Assert.Equal("dead-1", Assert.Single(report.Slow).Variant);
    }

    [Fact]
    public async Task Events_are_taken_whole_or_not_at_all_and_once()
    {
        await Shop.SellAsync("GAME-100", keys: 1);
        var wrong = await EventsAsync("at,name,scope", "2026-01-05T12:00:00Z,v1,variant:game-100", "2026-01-05T12:00:00,v2,variant:none", "2026-01-05T12:00:00Z,,shelf:games");
        Assert.Equal([(3L, "at"), (3L, "scope"), (4L, "name"), (4L, "scope")], wrong.Errors.Select(e => (e.Line, e.Column)));
        Assert.Equal((0, 4), (wrong.Imported, wrong.ErrorCount));
        string[] file = ["at,name,scope", "2026-01-05T12:00:00Z,v1,variant:game-100", "2026-01-06T12:00:00Z,sale,"];
        Assert.Equal((2, 0), await EventsAsync(file) is var first ? (first.Imported, first.Known) : default);
        Assert.Equal((0, 2), await EventsAsync(file) is var again ? (again.Imported, again.Known) : default);
    }

    [Fact]
    public async Task A_shop_without_trade_has_an_empty_report()
    {
        var report = await ReportAsync();
        Assert.Equal(0, report.Heatmap.Sum(hours => hours.Sum()));
        Assert.Empty(report.Segments);
        Assert.Equal((0, null), (report.Service.Orders, report.Service.P50Seconds));
    }

    [Fact]
    public async Task Delivered_orders_tell_how_long_buyers_waited_and_what_their_keys_had_cost()
    {
        await Shop.SellAsync("GAME", keys: 10);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME", quantity: 2));
        await CountAsync();
        var report = await ReportAsync();
        Assert.Equal((1, 0, 1), (report.Service.Orders, report.Service.P50Seconds, report.Service.Within10Seconds));
        Assert.Equal(20m, report.Tiers.Single(tier => tier.Tier == ProductTier.Core).Revenue);
        Assert.Equal((8, true), report.Restock.Single() is var restock ? (restock.OnHand, restock.MeanDailySales == 0) : default);
    }

    [Fact]
    public async Task Days_outside_the_report_are_not_in_it()
    {
        await ImportAsync(Header, "A1,2026-01-05T12:00:00Z,b1,x1,1,10,8", "A2,2026-02-05T12:00:00Z,b1,x1,1,10,8", "A3,2026-03-05T12:00:00Z,b1,x1,1,10,8");
        var report = await ReportAsync("2026-02-01", "2026-02-28");
        Assert.Equal(1, report.Heatmap.Sum(hours => hours.Sum()));
        Assert.Equal("2026-02", Assert.Single(report.Segments).Month);
    }

    private async Task<OccasionSummary> EventsAsync(params string[] lines) =>
        await House.Get<ImportOccasions>().RunAsync(TestShop.Lin, await ViewAsync(), new StringReader(string.Join('\n', lines)), Ct);

    // 26 weeks, the same on every machine: cards peak on Friday 20 to 22 and for 48 hours after a release; every third card brings a booster.
    private static IEnumerable<string> Past()
    {
        var (random, number) = (new Random(7), 0);
        for (var hour = 0; hour < 26 * 7 * 24; hour++)
        {
            var at = Start.AddHours(hour);
            var mean = 0.6 + (0.5 * Math.Cos((at.Hour - 20) * Math.PI / 12));
            var factor = at is { DayOfWeek: DayOfWeek.Friday, Hour: 20 or 21 } ? 4 : hour >= (60 * 24) + 18 && hour < (62 * 24) + 18 ? 5 : 1;
            for (var n = Draw(random, mean * factor); n > 0; n--)
            {
                var buyer = random.Next(400);
                yield return Line(number++, at.AddMinutes(n), buyer, "card-1", "games");
                if (random.Next(3) == 0)
                    yield return Line(number++, at.AddMinutes(n + 5), buyer, "speed-1", "speed");
            }

            for (var n = Draw(random, mean); n > 0; n--)
                yield return Line(number++, at.AddMinutes(n), random.Next(400), "video-1", "video");
            if (hour is 1_000)
                yield return Line(number++, at, 1, "dead-1", "");
        }
    }

    private static string Line(int number, DateTimeOffset at, int buyer, string variant, string category) => $"A{number},{Time(at)},b{buyer},{variant},1,30.00,20,{category}";

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static int Draw(Random random, double mean)
    {
        var (count, product) = (0, random.NextDouble());
        for (var limit = Math.Exp(-mean); product > limit; product *= random.NextDouble())
            count++;
        return count;
    }
}

public sealed class ReportOnSqlite() : ReportSpecs(DatabaseKind.Sqlite);

public sealed class ReportOnPostgres() : ReportSpecs(DatabaseKind.Postgres);
