using Diner.Simulator.Chance;
using Diner.Simulator.Parameters;

namespace Diner.Simulator.Supply;

/// <summary>What an order took from stock.</summary>
/// <param name="Batch">The batch of its first key.</param>
/// <param name="CostMinor">Of all its keys.</param>
/// <param name="IsBad">One of its keys does not work.</param>
internal readonly record struct Taken(int Batch, long CostMinor, bool IsBad);

/// <summary>Keys on hand, oldest first out. A batch comes when the last one is gone, so that demand is what it is and nothing is sold out.</summary>
internal sealed class Stock(SimParameters parameters, ulong seed)
{
    private readonly Dice _dice = Dice.For(seed, "supply");
    private readonly Batch?[] _open = new Batch?[parameters.Goods.Count];
    private readonly List<Batch> _all = [];

    /// <summary>Every batch that came.</summary>
    public IReadOnlyList<Batch> All => _all;

    public Taken Take(int goods, int quantity, DateTimeOffset at)
    {
        var first = Open(goods, at);
        var (cost, isBad) = (0L, false);
        for (var left = quantity; left > 0;)
        {
            var batch = Open(goods, at);
            var keys = Math.Min(left, batch.Left);
            batch.Left -= keys;
            left -= keys;
            cost += keys * batch.UnitCostMinor;
            for (var key = 0; key < keys; key++)
                isBad |= _dice.Hits(batch.Problem);
        }

        return new Taken(first.Number, cost, isBad);
    }

    private Batch Open(int place, DateTimeOffset at)
    {
        if (_open[place] is { Left: > 0 } open)
            return open;
        var (goods, supply) = (parameters.Goods[place], parameters.Supply);
        var quantity = Math.Max(1, (int)Math.Round(goods.Batch * _dice.Around(supply.SizeSpread)));
        var batch = new Batch(_all.Count + 1, place, supply.Suppliers[_dice.Below(supply.Suppliers.Count)], at, quantity)
        {
            UnitCostMinor = (long)Math.Round((double)(goods.PriceMinor * goods.Cost) * _dice.Around(supply.CostSpread)),
            Problem = _dice.Hits(supply.BadBatches) ? supply.ProblemInBadBatch : supply.Problem,
            Left = quantity,
        };
        _all.Add(batch);
        return _open[place] = batch;
    }
}
