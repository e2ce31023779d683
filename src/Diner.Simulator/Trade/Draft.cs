namespace Diner.Simulator.Trade;

/// <summary>An order that will be paid.</summary>
/// <param name="At">When.</param>
/// <param name="Visit">The visit it belongs to.</param>
/// <param name="Buyer">Who.</param>
/// <param name="Goods">The place of the goods.</param>
/// <param name="Quantity">How many.</param>
internal readonly record struct Draft(DateTimeOffset At, long Visit, int Buyer, int Goods, int Quantity)
{
    public double Discount { get; init; }

    /// <summary>The place of the fraudster's habit; -1 for an honest buyer.</summary>
    public int Habit { get; init; } = -1;

    public int Device { get; init; } = Buyer;

    public bool IsFirst { get; init; } = true;

    public int Pair { get; init; } = -1;
}
