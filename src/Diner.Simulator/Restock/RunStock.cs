using Diner.Simulator.Parameters;

namespace Diner.Simulator.Restock;

/// <summary>What came of a way to restock, for all goods together.</summary>
/// <param name="CostOfSalesMinor">What the sold keys had cost.</param>
/// <param name="StockDaysMinor">The cost of what lay in stock, summed over the evenings.</param>
/// <param name="LostMinor">What people wanted and did not get, at its price.</param>
/// <param name="RevenueMinor">What was sold.</param>
/// <param name="StockOutDays">Days on which somebody was turned away, summed over the goods.</param>
internal readonly record struct StockSums(long CostOfSalesMinor, long StockDaysMinor, long LostMinor, long RevenueMinor, int StockOutDays)
{
    public static StockSums operator +(StockSums a, StockSums b) =>
        new(a.CostOfSalesMinor + b.CostOfSalesMinor, a.StockDaysMinor + b.StockDaysMinor, a.LostMinor + b.LostMinor, a.RevenueMinor + b.RevenueMinor, a.StockOutDays + b.StockOutDays);
}

/// <summary>Sells one of the goods from a stock that somebody keeps: what is wanted and not there is lost.</summary>
internal static class RunStock
{
    public static StockSums Of(Goods goods, ReadOnlySpan<int> wanted, Restocking restocking, IRestockPolicy policy)
    {
        var cost = (long)(goods.PriceMinor * goods.Cost);
        var (sold, wasOut, coming) = (new List<int>(wanted.Length), new List<bool>(wanted.Length), new Queue<(int Day, int Units)>());
        var onHand = (int)Math.Ceiling(wanted[..Math.Min(wanted.Length, restocking.OpeningDays)].ToArray().DefaultIfEmpty().Average() * restocking.OpeningDays);
        var sums = default(StockSums);
        for (var day = 0; day < wanted.Length; day++)
        {
            while (coming.TryPeek(out var next) && next.Day <= day)
                onHand += coming.Dequeue().Units;
            var units = Math.Min(onHand, wanted[day]);
            onHand -= units;
            sold.Add(units);
            wasOut.Add(onHand == 0);
            sums += new StockSums(units * cost, onHand * cost, (wanted[day] - units) * goods.PriceMinor, units * goods.PriceMinor, units < wanted[day] ? 1 : 0);
            if (policy.Order(new StockView(day, onHand, coming.Sum(next => next.Units), sold, wasOut)) is var order && order > 0)
                coming.Enqueue((day + restocking.LeadDays, order));
        }

        return sums;
    }
}
