using CsCheck;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Routing;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class RouterTests
{
    private static readonly ChannelId A = new(new Guid("019aa000-0000-7000-8000-00000000000a"));
    private static readonly ChannelId B = new(new Guid("019aa000-0000-7000-8000-00000000000b"));
    private static readonly ChannelId C = new(new Guid("019aa000-0000-7000-8000-00000000000c"));

    [Fact]
    public void The_only_one_that_fits_is_taken_and_the_others_are_told_why_not()
    {
        var notes = Rank([Option(A, new() { MinMinor = 2_000 }), Option(B), Option(C, new() { MaxMinor = 500 })]);
        Assert.Equal([(B, RouteReason.OnlyOne), (A, RouteReason.AmountTooSmall), (C, RouteReason.AmountTooLarge)], notes.Select(n => (n.Channel, n.Reason)));
    }

    [Fact]
    public void The_cheapest_for_this_amount_comes_first_when_the_shop_wants_it_so()
    {
        var (rate, fix) = (Option(A, new() { FeeBasisPoints = 300 }), Option(B, new() { FeeFixedMinor = 20 }));
        Assert.Equal(B, Rank([rate, fix], amount: 1_000, byFee: true)[0].Channel);
        Assert.Equal(A, Rank([rate, fix], amount: 500, byFee: true)[0].Channel);
    }

    [Fact]
    public void The_split_follows_the_weights()
    {
        var random = new Random(7);
        var options = new[] { Option(A, new() { Weight = 70 }), Option(B, new() { Weight = 30 }), Option(C, new() { Weight = 0 }) };
        var first = Enumerable.Range(0, 10_000).Select(_ => Rank(options, draw: random.NextDouble)[0].Channel).CountBy(channel => channel).ToDictionary();
        Assert.InRange(first[A], 6_800, 7_200);
        Assert.InRange(first[B], 2_800, 3_200);
        Assert.DoesNotContain(C, first.Keys);
    }

    [Fact]
    public void One_that_failed_too_often_comes_last_and_one_that_is_due_for_a_trial_first() => Assert.Equal(
        [RouteReason.Trial, RouteReason.Drawn, RouteReason.Unhealthy],
        Rank([Option(A, condition: Condition.Unhealthy), Option(B), Option(C, condition: Condition.DueForTrial)]).Select(n => n.Reason));

    [Fact]
    public void When_all_have_failed_too_often_they_are_tried_all_the_same() =>
        Assert.All(Rank([Option(A, condition: Condition.Unhealthy), Option(B, condition: Condition.Unhealthy)]), note => Assert.True(note.IsCandidate));

    [Theory]
    [InlineData(22, 6, 23, true)]
    [InlineData(22, 6, 5, true)]
    [InlineData(22, 6, 6, false)]
    [InlineData(8, 20, 8, true)]
    [InlineData(8, 20, 20, false)]
    public void It_is_open_in_its_hours_also_over_midnight(int opens, int closes, int hour, bool isOpen) =>
        Assert.Equal(isOpen, Rank([Option(A, new() { OpensAt = opens, ClosesAt = closes })], hour: hour)[0].IsCandidate);

    [Fact]
    public void Every_channel_has_one_word_whatever_is_asked() =>
        Gen.Select(
            Gen.Select(Gen.Long[0, 2_000].Nullable(), Gen.Long[0, 2_000].Nullable(), Gen.Int[0, 100], Gen.Enum<Condition>(), Gen.Bool).Array[0, 6],
            Gen.Long[0, 3_000], Gen.Int[0, 23], Gen.Bool, Gen.Double[0, 0.999]).Sample((rows, amount, hour, byFee, draw) =>
        {
            var options = rows.Select((r, i) => new RouteOption(
                new ChannelId(new Guid(i + 1, 0, 0, new byte[8])), new ChannelTerms { MinMinor = r.Item1, MaxMinor = r.Item2, Weight = r.Item3 }, r.Item4, r.Item5)).ToList();
            var notes = Router.Rank(options, Money.Cny(amount), hour, byFee, () => draw);
            Assert.Equal(options.Select(o => o.Id).Order(Comparer<ChannelId>.Create((a, b) => a.Value.CompareTo(b.Value))), notes.Select(n => n.Channel).Order(Comparer<ChannelId>.Create((a, b) => a.Value.CompareTo(b.Value))));
            Assert.All(notes.Where(n => n.IsCandidate), n => Assert.True(options.Find(o => o.Id == n.Channel)!.TakesCurrency));
        });

    private static RouteOption Option(ChannelId id, ChannelTerms? terms = null, Condition condition = Condition.Healthy) => new(id, terms ?? new ChannelTerms(), condition, TakesCurrency: true);

    private static IReadOnlyList<RouteNote> Rank(IReadOnlyList<RouteOption> options, long amount = 1_000, int hour = 12, bool byFee = false, Func<double>? draw = null) =>
        Router.Rank(options, Money.Cny(amount), hour, byFee, draw ?? (() => 0));
}
