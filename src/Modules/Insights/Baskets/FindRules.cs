using Diner.Kernel;

namespace Diner.Insights.Baskets;

/// <summary>
/// The association rules in baskets, all of them and exactly: shares are compared as fractions, so 3 of 10 meet 0.3. Surest first, then the
/// more frequent, then by the names of the items (ordinal, item by item), the consequent last.
/// </summary>
public static class FindRules
{
    /// <summary>The rules; <see cref="ProblemCode.InvalidRequest"/> when a limit makes no sense or the limits let too many sets of items pass.</summary>
    public static Result<IReadOnlyList<AssociationRule>> Run(BasketSet baskets, RuleLimits limits)
    {
        if (limits.Fault is { } fault)
            return fault;
        var sets = FpGrowth.Find(baskets, TimesMin(limits.MinSupport, baskets.Transactions), limits.MaxLength);
        if (sets.IsFull)
            return new Problem(ProblemCode.InvalidRequest, $"More than {FrequentSets.Max:N0} sets of items are that frequent. Raise the support or lower the greatest length.", "min-support");
        var found = new List<Found>();
        foreach (var (set, times) in sets)
        {
            if (set.Length >= Math.Max(2, limits.MinLength))
                found.AddRange(RulesOf(sets, set, times).Where(rule => rule.Times >= limits.MinConfidence * rule.IfTimes));
        }

        found.Sort();
        return Result<IReadOnlyList<AssociationRule>>.Of([.. found.Select(rule => ToRule(baskets, sets, rule))]);
    }

    // The least whole number of baskets whose share is no smaller, at least one.
    private static int TimesMin(decimal support, int transactions) => Math.Max(1, (int)decimal.Ceiling(support * transactions));

    private static IEnumerable<Found> RulesOf(FrequentSets sets, int[] set, int times)
    {
        for (var i = 0; i < set.Length; i++)
        {
            int[] before = [.. set[..i], .. set[(i + 1)..]];
            yield return new Found(before, set[i], times, sets[before]);
        }
    }

    private static AssociationRule ToRule(BasketSet baskets, FrequentSets sets, Found rule)
    {
        double all = baskets.Transactions;
        return new AssociationRule([.. rule.If.Select(baskets.NameOf)], baskets.NameOf(rule.Then), rule.Times / all, rule.Confidence, sets[[rule.Then]] / all);
    }

    private sealed record Found(int[] If, int Then, int Times, int IfTimes) : IComparable<Found>
    {
        public double Confidence => Times / (double)IfTimes;

        // Items are numbered in the order of their names.
        public int CompareTo(Found? other)
        {
            var order = other!.Confidence.CompareTo(Confidence);
            order = order != 0 ? order : other.Times.CompareTo(Times);
            order = order != 0 ? order : If.AsSpan().SequenceCompareTo(other.If);
            return order != 0 ? order : Then.CompareTo(other.Then);
        }
    }
}
