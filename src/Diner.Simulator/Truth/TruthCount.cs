using Diner.Simulator.Parameters;
using Diner.Simulator.Trade;

namespace Diner.Simulator.Truth;

/// <summary>What a tier brought in.</summary>
internal readonly record struct TierSum(long Orders, long RevenueMinor, long CostMinor);

/// <summary>What was generated, counted as it went by.</summary>
internal sealed class TruthCount(SimParameters parameters, DateTime from)
{
    private readonly Segments _segments = new(from);

    public long Orders { get; private set; }

    public long RevenueMinor { get; private set; }

    public Dictionary<string, TierSum> Tiers { get; } = new(StringComparer.Ordinal);

    /// <summary>Of each pair: visits that took goods of the category first, and those of them that took the other along.</summary>
    public long[] PairVisits { get; } = new long[parameters.Pairs.Count];

    /// <summary>See <see cref="PairVisits"/>.</summary>
    public long[] PairTaken { get; } = new long[parameters.Pairs.Count];

    public long[] ChannelOrders { get; } = new long[parameters.Channels.Count];

    public long[] ChannelFailures { get; } = new long[parameters.Channels.Count];

    public long[] Outcomes { get; } = new long[Enum.GetValues<Outcome>().Length];

    public void Count(SimOrder order)
    {
        var goods = parameters.Goods[order.Goods];
        Orders++;
        RevenueMinor += order.AmountMinor;
        var tier = Tiers.GetValueOrDefault(goods.Tier);
        Tiers[goods.Tier] = new TierSum(tier.Orders + 1, tier.RevenueMinor + order.AmountMinor, tier.CostMinor + order.Keys.CostMinor);
        for (var i = 0; i < parameters.Pairs.Count; i++)
        {
            if (order.IsFirst && parameters.Pairs[i].IfCategory == goods.Category)
                PairVisits[i]++;
        }

        if (order.Pair >= 0)
            PairTaken[order.Pair]++;
        ChannelOrders[order.Payment.Channel]++;
        if (order.Payment.Failed >= 0)
            ChannelFailures[order.Payment.Failed]++;
        Outcomes[(int)order.Outcome]++;
        _segments.Count(order.At.DateTime, order.Buyer, order.AmountMinor);
    }

    /// <summary>Every month up to the end, oldest first.</summary>
    public IReadOnlyList<MonthOfSegments> Segments(DateTime to) => _segments.Close(to);
}
