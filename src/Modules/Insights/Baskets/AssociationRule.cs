namespace Diner.Insights.Baskets;

/// <summary>Who takes these also takes that. Shares are of all baskets.</summary>
/// <param name="If">The items taken, in ordinal order.</param>
/// <param name="Then">The item that comes with them.</param>
/// <param name="Support">The share of baskets that have all of them.</param>
/// <param name="Confidence">Of the baskets with <paramref name="If"/>, the share that has <paramref name="Then"/> too.</param>
/// <param name="ThenSupport">The share of baskets that have <paramref name="Then"/>.</param>
public sealed record AssociationRule(IReadOnlyList<string> If, string Then, double Support, double Confidence, double ThenSupport)
{
    /// <summary>How many times as often as by chance: 1 is chance.</summary>
    public double Lift => Confidence / ThenSupport;

    /// <summary>How much larger the share is than by chance: 0 is chance.</summary>
    public double Leverage => Support - (Support / Confidence * ThenSupport);

    /// <summary>How many times as often the rule would be wrong by chance; infinite when it is never wrong.</summary>
    public double Conviction => Confidence >= 1 ? double.PositiveInfinity : (1 - ThenSupport) / (1 - Confidence);
}
