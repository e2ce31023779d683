using System.Text.Json;
using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>Who bears what a channel keeps for itself.</summary>
public enum FeeBearer
{
    /// <summary>The merchant is owed less by it.</summary>
    Merchant,

    /// <summary>The buyer pays it on top of the price.</summary>
    Buyer,

    /// <summary>The platform: the merchant is owed as if the channel were free. Only the operator gives that.</summary>
    Platform,
}

/// <summary>The terms a channel is used on: what it costs, and when the router may choose it. No secrets.</summary>
public sealed record ChannelTerms
{
    private const int BasisPointsMax = 5_000;
    private const int WeightMax = 1_000;
    private const long FixedMax = 1_000_000;
    private const int HoursPerDay = 24;

    /// <summary>What the channel keeps of each payment, hundredths of a percent; 0 to 5,000.</summary>
    public int FeeBasisPoints { get; init; }

    /// <summary>What it keeps besides, minor units; 0 to 1,000,000.</summary>
    public long FeeFixedMinor { get; init; }

    /// <summary>Who bears it.</summary>
    public FeeBearer Bearer { get; init; }

    /// <summary>Whether the channel gives its share back with a refund, in proportion.</summary>
    public bool ReturnsFee { get; init; }

    /// <summary>The least it is used for, minor units; null for no limit.</summary>
    public long? MinMinor { get; init; }

    /// <summary>The most it is used for, minor units; null for no limit.</summary>
    public long? MaxMinor { get; init; }

    /// <summary>The hour of the shop's day it opens, 0 to 23; null when it never closes.</summary>
    public int? OpensAt { get; init; }

    /// <summary>The hour of the shop's day it closes, 0 to 23; before or at the opening hour it is open over midnight.</summary>
    public int? ClosesAt { get; init; }

    /// <summary>Its share among channels of the same method that are equally good, 0 to 1,000; with 0 it is only used when the others fail.</summary>
    public int Weight { get; init; } = 100;

    /// <summary>
    /// What the channel keeps of a payment, rounded half away from zero to a whole minor unit and never more than the payment.
    /// </summary>
    public long FeeOf(Money amount) => Math.Min(amount.AmountMinor, amount.Share(FeeBasisPoints).AmountMinor + FeeFixedMinor);

    /// <summary>
    /// What is added to a price when the buyer bears the fee: the least amount with which the price is left after the fee of the whole. Nothing when
    /// someone else bears it.
    /// </summary>
    public long SurchargeOn(Money price)
    {
        if (Bearer != FeeBearer.Buyer || price.IsZero)
            return 0;
        // The fee is taken of the whole, surcharge included. Whole = (price + fixed) / (1 - rate), then to the minor unit.
        var whole = (long)decimal.Ceiling((price.AmountMinor + FeeFixedMinor) / (1m - (FeeBasisPoints / 10_000m)));
        while (whole > price.AmountMinor && whole - 1 - FeeOf(price with { AmountMinor = whole - 1 }) >= price.AmountMinor)
            whole--;
        while (whole - FeeOf(price with { AmountMinor = whole }) < price.AmountMinor)
            whole++;
        return whole - price.AmountMinor;
    }

    /// <summary>The first term that is out of its limits; null when all are within.</summary>
    public Problem? Check() =>
        Range(nameof(FeeBasisPoints), FeeBasisPoints, 0, BasisPointsMax)
        ?? Range(nameof(FeeFixedMinor), FeeFixedMinor, 0, FixedMax)
        ?? Range(nameof(Weight), Weight, 0, WeightMax)
        ?? Range(nameof(MinMinor), MinMinor ?? 0, 0, long.MaxValue)
        ?? Range(nameof(MaxMinor), MaxMinor ?? long.MaxValue, Math.Max(1, MinMinor ?? 1), long.MaxValue)
        ?? Range(nameof(OpensAt), OpensAt ?? 0, 0, HoursPerDay - 1)
        ?? Range(nameof(ClosesAt), ClosesAt ?? 0, 0, HoursPerDay - 1)
        ?? (OpensAt is null == ClosesAt is null ? null : new Problem(ProblemCode.InvalidRequest, "Give both hours, or none.", nameof(ClosesAt)));

    internal static ChannelTerms Read(string json) => JsonSerializer.Deserialize<ChannelTerms>(json) ?? new ChannelTerms();

    internal string ToJson() => JsonSerializer.Serialize(this);

    private static Problem? Range(string name, long value, long min, long max) => value >= min && value <= max
        ? null
        : new Problem(ProblemCode.InvalidRequest, max == long.MaxValue ? $"Choose a whole number of at least {min:N0}." : $"Choose a whole number from {min:N0} to {max:N0}.", name);
}
