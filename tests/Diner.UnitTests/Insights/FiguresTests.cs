using CsCheck;
using Diner.Insights.Pairs;
using Diner.Insights.Sales;
using Diner.Insights.Segments;
using Diner.Insights.Service;
using Diner.Insights.Stock;
using Diner.Insights.Trade;
using Xunit;

namespace Diner.UnitTests.Insights;

public sealed class FiguresTests
{
    private const int Today = 739_000;

    private static readonly Gen<List<BuyerMonth>> BuyerMonths = Gen.Select(Gen.Int[24_300, 24_306], Gen.Int[1, 12], Gen.Long[1, 800_000])
        .List[0, 60].Select(rows => rows.GroupBy(row => (row.Item1, row.Item2)).Select(sum => new BuyerMonth(sum.Key.Item1, Buyer(sum.Key.Item2), sum.Count(), sum.Sum(row => row.Item3))).OrderBy(sum => sum.Month).ToList());

    [Fact]
    public Task Segments_are_what_counting_buyer_by_buyer_finds() => BuyerMonths.SampleAsync(async sums =>
    {
        var months = await SplitMonths.RunAsync(sums.ToAsyncEnumerable(), (24_301, 24_306), new SegmentBounds(500_000, 50_000), 100, CancellationToken.None);
        Assert.Equal(["2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07"], months.Select(month => month.Month));
        for (var month = 24_301; month <= 24_306; month++)
        {
            var now = sums.Where(sum => sum.Month == month).ToList();
            var before = sums.Where(sum => sum.Month == month - 1).Select(sum => sum.Buyer).Except(now.Select(sum => sum.Buyer));
            var found = months[month - 24_301];
            Assert.Equal((now.Count(s => s.RevenueMinor > 500_000), now.Count(s => s.RevenueMinor is >= 50_000 and <= 500_000), now.Count(s => s.RevenueMinor < 50_000), before.Count()), (found.Whale.Count, found.Regular.Count, found.Casual.Count, found.Drifting.Count));
            Assert.Equal(now.Sum(s => s.RevenueMinor) / 100m, found.Whale.Revenue + found.Regular.Revenue + found.Casual.Revenue + found.Drifting.Revenue);
        }
    });

    [Fact]
    public void A_planted_pair_is_found_within_two_points_whoever_buys()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var counted = new BuyerPairs(TimeSpan.FromHours(24));
            for (var buyer = 0; buyer < 8_000; buyer++)
                counted.Add(Purchases(random, isOften: buyer % 50 == 0));
            var pairs = FindPairs.Run(counted, "variant", label => $"v{label}");
            Assert.InRange(pairs.Single(pair => (pair.If, pair.Then) == ("v0", "v8")).Confidence, 0.30, 0.34);
            Assert.InRange(pairs.Single(pair => (pair.If, pair.Then) == ("v1", "v9")).Confidence, 0.26, 0.30);
            Assert.Equal(2, pairs.Count);
        }
    }

    [Theory]
    [InlineData("Asia/Kolkata", "2026-01-05T14:31:00Z", "2026-01-05T14:30:00Z", 20)]
    [InlineData("Asia/Kathmandu", "2026-01-05T14:14:00Z", "2026-01-05T13:15:00Z", 19)]
    [InlineData("Asia/Shanghai", "2026-01-05T14:31:00Z", "2026-01-05T14:00:00Z", 22)]
    [InlineData("America/New_York", "2026-11-01T06:30:00Z", "2026-11-01T06:00:00Z", 1)]
    public void An_hour_begins_when_the_shops_clock_says_so(string zone, string at, string begins, int shown)
    {
        var clock = ShopClock.Of(zone);
        var time = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(DateTimeOffset.Parse(begins, System.Globalization.CultureInfo.InvariantCulture), clock.HourOf(time));
        Assert.Equal(shown, clock.Local(clock.HourOf(time)).Hour);
    }

    [Fact]
    public void Days_without_stock_are_not_in_the_mean()
    {
        // 60 keys came 20 days ago, 6 a day were sold for ten days, and 40 came yesterday.
        var stock = Stock(onHand: 40, [new Arrival(Today - 20, 60, 500), new Arrival(Today - 1, 40, 500)], Enumerable.Range(Today - 20, 10).ToDictionary(day => day, _ => 6L));
        var restock = ReckonStock.Restock(stock, Today - 1, Today - 20);
        Assert.Equal((9, 60 / 11.0), (restock.DaysOutOfStock, restock.MeanDailySales), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 0.001);
        Assert.Equal((false, 0), (restock.BelowSafetyLine, restock.Suggestion));
    }

    [Fact]
    public void What_is_below_the_safety_line_is_to_be_bought_for_two_of_them()
    {
        var restock = ReckonStock.Restock(Stock(20, [new Arrival(Today - 100, 300, 500)], Enumerable.Range(Today - 28, 28).ToDictionary(day => day, _ => 10L)), Today - 1, Today - 100);
        Assert.Equal((10, 70, 2, true, 120), (restock.MeanDailySales, restock.SafetyLine, restock.DaysLeft, restock.BelowSafetyLine, restock.Suggestion));
    }

    [Fact]
    public void Stock_is_turned_over_as_often_as_its_cost_is_sold()
    {
        // 100 keys at 5.00, one sold a day for 50 days: a mean of some 75 keys, half of the batch sold in 50 days.
        var stock = Stock(50, [new Arrival(Today - 50, 100, 500)], Enumerable.Range(Today - 50, 50).ToDictionary(day => day, _ => 1L));
        var turnover = ReckonStock.Turnover(stock, new Days(DateOnly.FromDayNumber(Today - 50), DateOnly.FromDayNumber(Today - 1)), 100);
        Assert.Equal(250m, turnover.CostSold);
        Assert.InRange(turnover.TurnsAYear!.Value, 250 / 375.0 * 7.3, 250 / 370.0 * 7.4);
    }

    [Fact]
    public void What_did_not_sell_for_thirty_days_is_slow()
    {
        Assert.Null(ReckonStock.Slow(Stock(5, [], []) with { LastSold = Today - 29 }, Today, 100));
        Assert.Equal(30, ReckonStock.Slow(Stock(5, [], []) with { LastSold = Today - 30 }, Today, 100)?.DaysSinceSale);
        Assert.Null(ReckonStock.Slow(Stock(5, [new Arrival(Today - 10, 5, 100)], []), Today, 100));
        Assert.Equal(5m, ReckonStock.Slow(Stock(5, [new Arrival(Today - 40, 5, 100)], []), Today, 100)?.StockCost);
        Assert.Null(ReckonStock.Slow(Stock(0, [], []), Today, 100));
    }

    [Fact]
    public void Waits_are_told_by_rank()
    {
        var figures = ReadWaits.Of([(1_000, 90), (12_000, 6), (16_000, 4)]);
        Assert.Equal((1.0, 12.0, 16.0, 0.9, 0.96), (figures.P50Seconds, figures.P95Seconds, figures.P99Seconds, figures.Within10Seconds, figures.Within15Seconds));
    }

    private static Guid Buyer(int number) => new(number, 0, 0, new byte[8]);

    private static StockHistory Stock(long onHand, Arrival[] arrivals, Dictionary<int, long> sold) =>
        new("v", onHand, Today, arrivals, sold) { CostSold = sold.ToDictionary(day => day.Key, day => day.Value * 500) };

    // Half a year: who buys often buys twice a day, others twice a month; 0 brings 8 with a chance of 32 %, 1 brings 9 with 28 %.
    private static List<Purchase> Purchases(Random random, bool isOften)
    {
        var bought = new List<Purchase>();
        for (var day = random.NextDouble() * 15; day < 180; day += random.NextDouble() * (isOften ? 1 : 30))
        {
            var item = random.Next(10);
            bought.Add(new Purchase((long)(day * TimeSpan.TicksPerDay), item));
            if (item < 2 && random.NextDouble() < (item == 0 ? 0.32 : 0.28))
                bought.Add(new Purchase((long)((day + (random.NextDouble() / 48)) * TimeSpan.TicksPerDay), item + 8));
        }

        return [.. bought.OrderBy(purchase => purchase.Ticks)];
    }
}
