using Diner.Kernel;

namespace Diner.Insights.Baskets;

/// <summary>Which rules are wanted.</summary>
public sealed record RuleLimits
{
    /// <summary>The least share of baskets that have all items of a rule: above 0, at most 1.</summary>
    public required decimal MinSupport { get; init; }

    /// <summary>The least confidence: 0 to 1.</summary>
    public required decimal MinConfidence { get; init; }

    /// <summary>How many items a rule has at least, both sides together. A rule has two or more in any case.</summary>
    public int MinLength { get; init; } = 2;

    /// <summary>How many items a rule has at most, both sides together.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    internal Problem? Fault =>
        MinSupport is <= 0 or > 1 ? Wrong("min-support", "The support is a share: above 0 and at most 1.")
        : MinConfidence is < 0 or > 1 ? Wrong("min-confidence", "The confidence is a share: from 0 to 1.")
        : MinLength < 1 ? Wrong("min-length", "A rule has at least 1 item.")
        : MaxLength < MinLength ? Wrong("max-length", "The greatest length is below the least.")
        : null;

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);
}
