using Diner.Simulator.Parameters;
using Diner.Simulator.Rhythm;
using Diner.Simulator.Trade;
using Diner.Simulator.Truth;
using Xunit;

namespace Diner.UnitTests.Simulator;

/// <summary>What was planted is measured in what came out, within five standard deviations of what chance does to it. Seeds are fixed.</summary>
public sealed class PlayTradeTests
{
    private const double Sigmas = 5;
    private const int Months = 12;

    private static readonly SimParameters Defaults = ParameterFile.Default;
    private static readonly PlayTrade Trade = new(Defaults, 3, Months);
    private static readonly Lazy<List<SimOrder>> Year = new(() => [.. Trade.Orders()]);

    [Fact]
    public void The_same_seed_gives_the_same_orders_and_another_seed_others()
    {
        var parameters = Defaults with { VisitsPerDay = 20 };
        var first = new PlayTrade(parameters, 5, 2).Orders().ToList();
        Assert.Equal(first, new PlayTrade(parameters, 5, 2).Orders());
        Assert.NotEqual(first, new PlayTrade(parameters, 6, 2).Orders());
    }

    [Fact]
    public void Orders_come_in_the_order_of_time_within_the_days_asked_for()
    {
        var orders = Year.Value;
        Assert.Equal(Enumerable.Range(1, orders.Count).Select(n => (long)n), orders.Select(order => order.Number));
        Assert.True(orders.Zip(orders.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
        Assert.All([orders[0], orders[^1]], order => Assert.Equal((2024, TimeSpan.FromHours(8)), (order.At.Year, order.At.Offset)));
    }

    [Fact]
    public void A_year_has_as_many_visits_as_its_parameters_say()
    {
        var demand = new Demand(Defaults, PlanWindows.Between(Defaults, First, First.AddMonths(Months)), First);
        var (visits, discounts) = (new double[Defaults.Goods.Count], new double[Defaults.Goods.Count]);
        var expected = 0.0;
        for (var hour = First; hour < First.AddMonths(Months); hour = hour.AddHours(1))
        {
            demand.At(hour, visits, discounts);
            expected += visits.Sum();
        }

        MustBeNear(expected, Honest().Count(order => order.IsFirst));
    }

    [Fact]
    public void The_peak_of_a_category_has_its_factor()
    {
        var cards = Honest().Where(order => order.IsFirst && Category(order) == "game-card" && order.Goods != 0).ToList();
        var friday = cards.Count(order => order.At.DayOfWeek == DayOfWeek.Friday && order.At.Hour is 20 or 21);
        var week = Demand.Week(Defaults.Rhythm, "game-card");
        MustBeNear(cards.Count * (week[(4 * 24) + 20] + week[(4 * 24) + 21]) / week.Sum(), friday, slack: 0.03);
    }

    [Fact]
    public void A_version_sells_three_times_for_72_hours()
    {
        var windows = PlanWindows.Between(Defaults, First, First.AddMonths(Months)).Where(window => window.Kind == WindowKind.Version).ToList();
        var starfall = Honest().Where(order => order.IsFirst && order.Goods == 0).ToList();
        double hours = windows.Sum(window => (window.To - window.From).TotalHours);
        var inside = starfall.Count(order => windows.Exists(window => window.From <= order.At.DateTime && order.At.DateTime < window.To));
        var outside = starfall.Count - inside;
        var all = (First.AddMonths(Months) - First).TotalHours;
        Assert.Equal(8 * 72, hours);
        MustBeNear(outside / (all - hours) * hours * 3, inside, slack: 0.08);
    }

    [Fact]
    public void Students_buy_three_times_in_summer()
    {
        var goods = Honest().Where(order => order.IsFirst && Category(order) == "student").ToList();
        var (spring, summer) = (goods.Count(order => order.At.Month is 4 or 5), goods.Count(order => order.At.Month is 7 or 8));
        MustBeNear(spring / 61.0 * 62 * 3, summer, slack: 0.08);
    }

    [Fact]
    public void What_is_bought_together_has_its_probability()
    {
        var orders = Honest().ToList();
        var taken = orders.Where(order => order.Pair >= 0).Select(order => (order.Visit, order.Pair)).ToHashSet();
        for (var i = 0; i < Defaults.Pairs.Count; i++)
        {
            var visits = orders.Where(order => order.IsFirst && Category(order) == Defaults.Pairs[i].IfCategory).ToList();
            MustBeNear(visits.Count * Defaults.Pairs[i].Probability, visits.Count(order => taken.Contains((order.Visit, i))));
        }
    }

    [Fact]
    public void A_campaign_sells_as_elasticity_says()
    {
        var campaign = Defaults.Campaigns[0] with { Days = 100, Month = 3, Day = 1, Discount = 0.3 };
        var parameters = Defaults with { Campaigns = [campaign], Fraud = [], Holidays = [], GrowthPerYear = 0, VisitsPerDay = 1000 };
        var music = new PlayTrade(parameters, 8, 7).Orders().Where(order => order.IsFirst && parameters.Goods[order.Goods].Category == "music").ToList();
        var inside = music.Where(order => order.Discount > 0).ToList();
        MustBeNear((music.Count - inside.Count) / 113.0 * 100 * Math.Pow(0.7, -1.6), inside.Count, slack: 0.03);
        Assert.All(inside, order => Assert.Equal(8_40 * order.Quantity, order.AmountMinor));
    }

    [Fact]
    public void Channels_fail_and_keys_are_bad_as_often_as_they_should()
    {
        var orders = Year.Value;
        var epay = Defaults.Channels.ToList().FindIndex(channel => channel.Name == "epay");
        MustBeNear(orders.Count * Defaults.Channels[epay].Share * Defaults.Channels[epay].Failure, orders.Count(order => order.Payment.Failed == epay), slack: 0.1);
        Assert.InRange(orders.Count(order => order.Outcome == Outcome.BadKey) / (double)orders.Count, 0.003, 0.02);
    }

    [Fact]
    public void Fraudsters_are_few_and_labelled()
    {
        var buyers = Year.Value.Select(order => order.Buyer).ToHashSet();
        var accounts = Trade.Fraudsters.All.SelectMany(fraudster => fraudster.Accounts).ToHashSet();
        Assert.Equal(Defaults.Fraud.Count, Trade.Fraudsters.All.Select(fraudster => fraudster.Habit).Distinct().Count());
        Assert.InRange(accounts.Count(buyers.Contains), 1, buyers.Count / 20);
        Assert.All(accounts, account => Assert.Equal(Defaults.Buyers.Count, Trade.Population.All[account].Kind));
    }

    [Fact]
    public void Segments_are_counted_from_what_was_bought()
    {
        var count = new TruthCount(Defaults, First);
        Year.Value.ForEach(count.Count);
        var months = count.Segments(First.AddMonths(Months));
        var spent = Year.Value.GroupBy(order => (order.At.Month, order.Buyer)).ToDictionary(group => group.Key, group => group.Sum(order => order.AmountMinor));
        for (var month = 1; month <= Months; month++)
        {
            var sums = spent.Where(s => s.Key.Month == month).Select(s => s.Value).ToList();
            var drifting = spent.Keys.Count(key => key.Month == month - 1 && !spent.ContainsKey((month, key.Buyer)));
            var told = months[month - 1];
            Assert.Equal(
                (sums.Count(s => s > 500_000), sums.Count(s => s is >= 50_000 and <= 500_000), sums.Count(s => s < 50_000), drifting, sums.Sum()),
                (told.Whale.Count, told.Regular.Count, told.Casual.Count, told.Drifting.Count, told.Whale.RevenueMinor + told.Regular.RevenueMinor + told.Casual.RevenueMinor));
        }
    }

    [Fact]
    public void Segments_are_about_what_the_kinds_of_buyers_plan()
    {
        var count = new TruthCount(Defaults, First);
        Year.Value.ForEach(count.Count);
        foreach (var month in count.Segments(First.AddMonths(Months)).Skip(1))
        {
            double all = month.Whale.Count + month.Regular.Count + month.Casual.Count + month.Drifting.Count;
            Assert.InRange(month.Whale.Count / all, 0.015, 0.045);
            Assert.InRange(month.Regular.Count / all, 0.15, 0.27);
            Assert.InRange(month.Casual.Count / all, 0.55, 0.72);
            Assert.InRange(month.Drifting.Count / all, 0.07, 0.2);
        }
    }

    private static DateTime First => Defaults.From.ToDateTime(TimeOnly.MinValue);

    // Fraudsters buy beside what is planned.
    private static IEnumerable<SimOrder> Honest() => Year.Value.Where(order => Trade.Population.All[order.Buyer].Kind < Defaults.Buyers.Count);

    private static string Category(SimOrder order) => Defaults.Goods[order.Goods].Category;

    // Both sides of a comparison may be of chance, and a season may cut across the days compared: that is the slack, as a share.
    private static void MustBeNear(double expected, double measured, double slack = 0)
    {
        var off = (Sigmas * Math.Sqrt(expected)) + (slack * expected);
        Assert.InRange(measured, expected - off, expected + off);
    }
}
