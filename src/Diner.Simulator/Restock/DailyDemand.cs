using Diner.Simulator.Parameters;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Restock;

/// <summary>How many pieces of each of the goods people wanted on each day.</summary>
internal sealed class DailyDemand
{
    private readonly int[][] _units;

    private DailyDemand(int[][] units) => _units = units;

    public int Days => _units[0].Length;

    /// <summary>The days of the goods at a place.</summary>
    public ReadOnlySpan<int> Of(int goods) => _units[goods];

    /// <summary>Plays the trade and counts.</summary>
    public static DailyDemand Count(SimParameters parameters, PlayTrade trade, CancellationToken ct)
    {
        var days = (trade.To - trade.From).Days;
        int[][] units = [.. parameters.Goods.Select(_ => new int[days])];
        foreach (var order in trade.Orders())
        {
            ct.ThrowIfCancellationRequested();
            units[order.Goods][(order.At.Date - trade.From).Days] += order.Quantity;
        }

        return new DailyDemand(units);
    }
}
