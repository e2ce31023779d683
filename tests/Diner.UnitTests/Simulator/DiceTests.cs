using CsCheck;
using Diner.Simulator.Chance;
using Xunit;

namespace Diner.UnitTests.Simulator;

public sealed class DiceTests
{
    private const int Draws = 100_000;

    [Fact]
    public void The_bits_are_those_of_xoshiro256()
    {
        var dice = new Dice(1, 2, 3, 4);
        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL], Enumerable.Range(0, 4).Select(_ => dice.Bits()));
    }

    [Fact]
    public void The_seed_is_spread_by_SplitMix64()
    {
        var state = 1234567UL;
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], Enumerable.Range(0, 3).Select(_ => Dice.SplitMix(ref state)).ToArray());
    }

    [Fact]
    public void Each_purpose_has_dice_of_its_own() =>
        Gen.ULong.Sample(seed => Dice.For(seed, "a").Bits() != Dice.For(seed, "b").Bits() && Dice.For(seed, "a").Bits() != Dice.For(seed + 1, "a").Bits());

    [Fact]
    public void A_share_is_from_0_to_below_1() => Gen.ULong.Sample(seed =>
    {
        var dice = Dice.For(seed, "share");
        return Enumerable.Range(0, 100).All(_ => dice.Share() is >= 0 and < 1);
    });

    [Fact]
    public void A_number_is_below_its_bound_and_reaches_all_below() => Gen.Select(Gen.ULong, Gen.Int[1, 40]).Sample((seed, bound) =>
    {
        var dice = Dice.For(seed, "below");
        var seen = Enumerable.Range(0, bound * 40).Select(_ => dice.Below(bound)).ToHashSet();
        return seen.All(n => n >= 0 && n < bound) && seen.Count == bound;
    });

    [Fact]
    public void Something_of_weight_0_is_never_picked() => Gen.Select(Gen.ULong, Gen.Int[0, 4]).Sample((seed, only) =>
    {
        var weights = new double[5];
        weights[only] = 0.3;
        var dice = Dice.For(seed, "pick");
        return Enumerable.Range(0, 20).All(_ => dice.Pick(weights) == only);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(5)]
    [InlineData(120)]
    public void What_happens_so_often_on_average_varies_as_much(double mean)
    {
        var dice = Dice.For(11, "poisson");
        var counts = Enumerable.Range(0, Draws).Select(_ => (double)dice.Poisson(mean)).ToList();
        var average = counts.Average();
        Assert.InRange(average, mean - (5 * Math.Sqrt(mean / Draws)), mean + (5 * Math.Sqrt(mean / Draws)));
        Assert.InRange(counts.Average(count => (count - average) * (count - average)), mean * 0.95, mean * 1.05);
    }

    [Fact]
    public void The_normal_has_mean_0_and_deviation_1()
    {
        var dice = Dice.For(12, "normal");
        var values = Enumerable.Range(0, Draws).Select(_ => dice.Normal()).ToList();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.97, 1.03);
    }
}
