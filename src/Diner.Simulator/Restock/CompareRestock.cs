using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;

namespace Diner.Simulator.Restock;

/// <summary>What came of a way to restock.</summary>
/// <param name="Turnover">The cost of the keys sold in a year over the mean cost of stock.</param>
/// <param name="CapitalMinor">The mean cost of stock, at the end of a day.</param>
/// <param name="StockOutDays">Days on which somebody was turned away, summed over the goods.</param>
/// <param name="StockOutShare">The share of all days of all goods that these are.</param>
/// <param name="LostMinor">What people wanted and did not get, at its price.</param>
public sealed record RestockResult(double Turnover, long CapitalMinor, int StockOutDays, double StockOutShare, long LostMinor)
{
    /// <summary>What was sold.</summary>
    public required long RevenueMinor { get; init; }
}

/// <summary>The same demand, restocked by feel and by the rules.</summary>
/// <param name="Feel">By feel.</param>
/// <param name="Rule">By the rules.</param>
public sealed record RestockComparison(RestockResult Feel, RestockResult Rule);

/// <summary>Runs both on one demand.</summary>
internal static class CompareRestock
{
    private const double DaysPerYear = 365.25;

    public static RestockComparison Run(SimParameters parameters, DailyDemand demand, ulong seed)
    {
        var dice = Dice.For(seed, "restock");
        return new RestockComparison(All(parameters, demand, () => new ByFeel(parameters.Restock.Feel, dice)), All(parameters, demand, () => new ByRule(parameters.Restock.Rule)));
    }

    private static RestockResult All(SimParameters parameters, DailyDemand demand, Func<IRestockPolicy> policy)
    {
        var sums = default(StockSums);
        for (var i = 0; i < parameters.Goods.Count; i++)
            sums += RunStock.Of(parameters.Goods[i], demand.Of(i), parameters.Restock, policy());
        var capital = sums.StockDaysMinor / demand.Days;
        var turnover = capital == 0 ? 0 : sums.CostOfSalesMinor / (double)capital * DaysPerYear / demand.Days;
        return new RestockResult(turnover, capital, sums.StockOutDays, sums.StockOutDays / (double)(demand.Days * parameters.Goods.Count), sums.LostMinor) { RevenueMinor = sums.RevenueMinor };
    }
}
