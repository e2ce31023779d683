namespace Diner.Simulator.Trade;

/// <summary>What became of an order's keys.</summary>
internal enum Outcome
{
    /// <summary>All well.</summary>
    Fine,

    /// <summary>A key did not work.</summary>
    BadKey,

    /// <summary>A key that works was reported as bad.</summary>
    FalseClaim,

    /// <summary>The payment was taken back.</summary>
    Chargeback,
}

/// <summary>A paid order, and what is true of it. Places point into the parameters.</summary>
/// <param name="Number">From 1, in the order of time.</param>
/// <param name="Visit">The visit it belongs to; what was taken along shares it.</param>
/// <param name="At">When it was paid, with the offset of the shop's clock.</param>
/// <param name="Buyer">Who.</param>
/// <param name="Goods">The place of the goods.</param>
internal sealed record SimOrder(long Number, long Visit, DateTimeOffset At, int Buyer, int Goods)
{
    public required int Quantity { get; init; }

    public required long AmountMinor { get; init; }

    /// <summary>How much cheaper it was, as a share.</summary>
    public required double Discount { get; init; }

    /// <summary>The device it was placed from, by the number of the buyer who first used it.</summary>
    public required int Device { get; init; }

    public required Supply.Taken Keys { get; init; }

    public required Supply.Paid Payment { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The first of its visit.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>The pair because of which it was taken along; -1 for none.</summary>
    public required int Pair { get; init; }

    public string No => FormattableString.Invariant($"S{Number:D9}");
}
