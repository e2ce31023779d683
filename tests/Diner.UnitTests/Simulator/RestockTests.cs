using System.Text.Json;
using Diner.Simulator;
using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;
using Diner.Simulator.Restock;
using Xunit;

namespace Diner.UnitTests.Simulator;

public sealed class RestockTests
{
    private static readonly Goods Card = ParameterFile.Default.Goods[0] with { Price = 100, Cost = 0.9m };
    private static readonly Rule Rule = new(WindowDays: 28, SafetyDays: 7, CoverDays: 14);
    private static readonly Restocking Restocking = ParameterFile.Default.Restock with { LeadDays = 3, OpeningDays = 10 };

    [Fact]
    public void At_the_safety_line_it_is_bought_up_to_the_line_and_some_days()
    {
        var sold = Enumerable.Repeat(10, 5).ToList();
        var wasOut = Enumerable.Repeat(false, 5).ToList();
        Assert.Equal(0, new ByRule(Rule).Order(new StockView(4, 71, 0, sold, wasOut)));
        Assert.Equal(140, new ByRule(Rule).Order(new StockView(4, 70, 0, sold, wasOut)));
        Assert.Equal(0, new ByRule(Rule).Order(new StockView(4, 70, 140, sold, wasOut)));
    }

    [Fact]
    public void Days_that_were_sold_out_tell_nothing_about_sales() =>
        Assert.Equal(10, new StockView(3, 0, 0, [10, 10, 1, 0], [false, false, true, true]).SoldADay(28, isWithoutOut: true));

    [Fact]
    public void What_is_wanted_and_not_there_is_lost()
    {
        var sums = RunStock.Of(Card, [10, 10, 10, 50], Restocking with { OpeningDays = 1 }, new Never());
        Assert.Equal((10 * 100_00L, 70 * 100_00L, 10 * 90_00L, 0L, 3), (sums.RevenueMinor, sums.LostMinor, sums.CostOfSalesMinor, sums.StockDaysMinor, sums.StockOutDays));
    }

    [Fact]
    public void Steady_demand_is_never_lost_by_the_rules()
    {
        var steady = Enumerable.Repeat(10, 365).ToArray();
        var sums = RunStock.Of(Card, steady, Restocking, new ByRule(Rule));
        Assert.Equal((0, 3650 * 100_00L), (sums.StockOutDays, sums.RevenueMinor));
        Assert.InRange(sums.StockDaysMinor / 365 / 90_00, 40, 190);
    }

    [Fact]
    public void By_feel_nobody_buys_while_something_is_on_its_way()
    {
        var feel = new ByFeel(new Feel(LooksEveryDays: 1, RemembersDays: 5, GuessSpread: 0, LowDays: 10, BuysDays: 60), Dice.For(1, "test"));
        Assert.Equal(600, feel.Order(new StockView(2, 50, 0, [10, 10, 10], [false, false, false])));
        Assert.Equal(0, feel.Order(new StockView(2, 50, 600, [10, 10, 10], [false, false, false])));
    }

    [Fact]
    public void The_rules_bind_less_capital_and_lose_fewer_sales_than_feel()
    {
        var compared = Simulation.Plan(null, 2, 24).Value!.CompareRestock(TestContext.Current.CancellationToken);
        Assert.True(compared.Rule.Turnover > 2 * compared.Feel.Turnover, JsonSerializer.Serialize(compared));
        Assert.True(compared.Rule.CapitalMinor < compared.Feel.CapitalMinor / 2, JsonSerializer.Serialize(compared));
        Assert.True(compared.Rule.LostMinor < compared.Feel.LostMinor, JsonSerializer.Serialize(compared));
        Assert.Equal(compared.Rule.RevenueMinor + compared.Rule.LostMinor, compared.Feel.RevenueMinor + compared.Feel.LostMinor);
    }

    private sealed class Never : IRestockPolicy
    {
        public int Order(StockView view) => 0;
    }
}
