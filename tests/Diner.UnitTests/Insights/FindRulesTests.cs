using CsCheck;
using Diner.Insights.Baskets;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Insights;

public sealed class FindRulesTests
{
    private static readonly string[] Evening = ["game accelerator", "game accelerator voucher", "game", "video voucher", "video voucher", "game video", "accelerator", "video", "game accelerator", "voucher"];

    [Fact]
    public void A_rule_is_told_with_its_shares()
    {
        var rule = Rules(Evening, new RuleLimits { MinSupport = 0.3m, MinConfidence = 0.6m }).Single(rule => rule.Then == "accelerator");
        Assert.Equal(["game"], rule.If);
        Assert.Equal((0.3, 0.6, 0.4), (rule.Support, rule.Confidence, rule.ThenSupport));
        Assert.Equal(1.5, rule.Lift, 12);
        Assert.Equal(0.1, rule.Leverage, 12);
        Assert.Equal(1.5, rule.Conviction, 12);
    }

    [Fact]
    public void A_rule_that_is_never_wrong_has_infinite_conviction() =>
        Assert.Equal(double.PositiveInfinity, Assert.Single(Rules(["a b", "a b", "b"], new RuleLimits { MinSupport = 0.1m, MinConfidence = 1 })).Conviction);

    [Fact]
    public void Shares_are_compared_as_fractions() =>
        Assert.Equal(2, Rules([.. Enumerable.Repeat("a b", 3), .. Enumerable.Repeat("c", 27)], new RuleLimits { MinSupport = 0.1m, MinConfidence = 1 }).Count);

    [Theory]
    [InlineData(2, 2, "a>b b>a a>c c>a b>c c>b")]
    [InlineData(3, 3, "b+c>a a+c>b a+b>c")]
    [InlineData(1, 1, "")]
    [InlineData(4, 9, "")]
    public void A_length_counts_the_items_of_both_sides(int min, int max, string rules) => Assert.Equal(
        rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
        Rules(["a b c"], new RuleLimits { MinSupport = 1, MinConfidence = 1, MinLength = min, MaxLength = max }).Select(Text).Order());

    [Fact]
    public void The_surest_rule_comes_first_then_the_more_frequent_then_by_name() => Assert.Equal(
        ["c>d", "d>c", "z>a", "b>a", "a>z", "a>b"],
        Rules(["a b", "a z", "a z", "c d", "a", "c d", "a"], new RuleLimits { MinSupport = 0.1m, MinConfidence = 0 }).Select(Text));

    [Fact]
    public void No_basket_has_no_rule() => Assert.Empty(Rules([], new RuleLimits { MinSupport = 0.5m, MinConfidence = 0 }));

    [Theory]
    [InlineData("0", "0.5", 2, 9, "min-support")]
    [InlineData("1.01", "0.5", 2, 9, "min-support")]
    [InlineData("-0.1", "0.5", 2, 9, "min-support")]
    [InlineData("0.1", "-0.1", 2, 9, "min-confidence")]
    [InlineData("0.1", "1.1", 2, 9, "min-confidence")]
    [InlineData("0.1", "0.5", 0, 9, "min-length")]
    [InlineData("0.1", "0.5", 3, 2, "max-length")]
    public void A_limit_that_makes_no_sense_is_refused(string support, string confidence, int min, int max, string field)
    {
        var limits = new RuleLimits { MinSupport = decimal.Parse(support, System.Globalization.CultureInfo.InvariantCulture), MinConfidence = decimal.Parse(confidence, System.Globalization.CultureInfo.InvariantCulture), MinLength = min, MaxLength = max };
        Assert.Equal((ProblemCode.InvalidRequest, field), (FindRules.Run(Baskets(Evening), limits).Problem!.Code, FindRules.Run(Baskets(Evening), limits).Problem!.Field));
    }

    [Fact]
    public void Too_many_sets_are_refused_instead_of_filling_the_memory()
    {
        var wide = string.Join(' ', Enumerable.Range(0, 40).Select(n => $"i{n}"));
        Assert.Equal("min-support", FindRules.Run(Baskets([wide]), new RuleLimits { MinSupport = 1, MinConfidence = 1 }).Problem!.Field);
    }

    [Fact]
    public void The_rules_equal_a_count_of_every_set_in_every_basket() =>
        Gen.Select(Gen.SelectMany(Gen.Int[1, 7], items => Gen.Int[0, (1 << items) - 1].Array[1, 60]), Gen.Int[1, 100], Gen.Int[0, 100], Gen.Int[1, 4], Gen.Int[0, 4])
            .Sample((baskets, support, confidence, min, more) =>
            {
                var limits = new RuleLimits { MinSupport = support / 100m, MinConfidence = confidence / 100m, MinLength = min, MaxLength = min + more };
                var set = new BasketSet.Builder();
                for (var i = 0; i < baskets.Length; i++)
                    Array.ForEach(Members(baskets[i]), item => set.Add($"{i}", item));
                Assert.Equal(BruteForce([.. baskets.Where(basket => basket != 0)], limits), FindRules.Run(set.Build(), limits).Value!.Select(Figures).Order());
            });

    private static IEnumerable<string> BruteForce(int[] baskets, RuleLimits limits)
    {
        double n = baskets.Length;
        return (from whole in Enumerable.Range(1, (1 << 7) - 1)
                from then in Members(whole)
                let before = whole & ~(1 << (then[0] - 'a'))
                let times = Times(whole)
                let ifTimes = Times(before)
                where int.PopCount(whole) >= Math.Max(2, limits.MinLength) && int.PopCount(whole) <= limits.MaxLength
                where times > 0 && times >= limits.MinSupport * baskets.Length && times >= limits.MinConfidence * ifTimes
                select Figures(new AssociationRule(Members(before), then, times / n, times / (double)ifTimes, Times(whole & ~before) / n))).Order();

        int Times(int items) => baskets.Count(basket => (basket & items) == items);
    }

    private static string[] Members(int mask) => [.. Enumerable.Range(0, 7).Where(bit => (mask >> bit & 1) == 1).Select(bit => $"{(char)('a' + bit)}")];

    private static string Figures(AssociationRule rule) => $"{Text(rule)} {rule.Support:R} {rule.Confidence:R} {rule.ThenSupport:R}";

    private static string Text(AssociationRule rule) => $"{string.Join('+', rule.If)}>{rule.Then}";

    private static IReadOnlyList<AssociationRule> Rules(string[] baskets, RuleLimits limits) => FindRules.Run(Baskets(baskets), limits).Value!;

    private static BasketSet Baskets(string[] baskets)
    {
        var set = new BasketSet.Builder();
        for (var i = 0; i < baskets.Length; i++)
            Array.ForEach(baskets[i].Split(' '), item => set.Add($"{i}", item));
        return set.Build();
    }
}
