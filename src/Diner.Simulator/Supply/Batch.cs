namespace Diner.Simulator.Supply;

/// <summary>Keys that came in together.</summary>
/// <param name="Number">From 1, in the order they came.</param>
/// <param name="Goods">The place of the goods.</param>
/// <param name="Supplier">Who sent it.</param>
/// <param name="ArrivedAt">When it came.</param>
/// <param name="Quantity">How many keys.</param>
internal sealed record Batch(int Number, int Goods, string Supplier, DateTimeOffset ArrivedAt, int Quantity)
{
    /// <summary>What a key cost.</summary>
    public required long UnitCostMinor { get; init; }

    /// <summary>The probability that one of its keys does not work.</summary>
    public required double Problem { get; init; }

    /// <summary>How many are left.</summary>
    public int Left { get; set; }
}
