using CsCheck;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Ledger;

public sealed class SalePostingTests
{
    private static readonly IdSource Ids = new(new FakeTimeProvider());

    [Fact]
    public void A_posting_sums_to_zero_for_any_amount_and_fees() =>
        Gen.Select(Gen.Long[1, long.MaxValue / 4], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((amount, share, cost, charge) =>
        {
            var charged = Math.Min((long)(amount * charge), amount);
            var fee = (long)((amount - charged) * share);
            var sides = Sides(amount, Math.Clamp(fee, 0, amount - charged), Math.Min((long)(amount * cost), amount), charged);
            Assert.Equal(Int128.Zero, sides.Aggregate(Int128.Zero, (sum, side) => sum + side.Minor));
        }, iter: 20_000);

    [Fact]
    public void The_channel_is_debited_the_whole_and_the_platform_credited_its_fee() => Assert.Equal(
        [(AccountKind.ChannelClearing, 1000L), (AccountKind.MerchantPayable, -985L), (AccountKind.PlatformFee, -15L)],
        Sides(1000, 15).Select(side => (side.Account, side.Minor)));

    [Fact]
    public void A_merchant_who_bears_the_channels_fee_is_owed_less_by_it() => Assert.Equal(
        [
            (AccountKind.ChannelClearing, 994L), (AccountKind.ChannelFee, 6L),
            (AccountKind.MerchantPayable, -979L), (AccountKind.PlatformFee, -15L), (AccountKind.ChannelFee, -6L),
        ],
        Sides(1000, 15, 6, 6).Select(side => (side.Account, side.Minor)));

    [Fact]
    public void A_platform_that_bears_the_channels_fee_has_it_as_a_cost() =>
        Assert.Equal([994L, 6L, -985L, -15L], Sides(1000, 15, 6).Select(side => side.Minor));

    [Fact]
    public void Without_a_fee_the_platform_has_no_entry() => Assert.Equal(2, Sides(1000, 0).Count);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-1, 0, 0, 0)]
    [InlineData(1000, -1, 0, 0)]
    [InlineData(1000, 1001, 0, 0)]
    [InlineData(1000, 500, 0, 501)]
    [InlineData(1000, 0, 1001, 0)]
    public void What_cannot_be_a_sale_is_not_posted(long amount, long fee, long cost, long charged) =>
        Assert.Throws<InvariantException>(() => Sides(amount, fee, cost, charged));

    private static IReadOnlyList<Side> Sides(long amount, long fee, long cost = 0, long charged = 0) =>
        new Sale(Ids.Next<ShopId>(), Ids.Next<OrderId>(), Ids.Next<PaymentId>(), Ids.Next<ChannelId>(), Money.Cny(amount)) { FeeMinor = fee, ChannelFeeMinor = cost, ChargedMinor = charged }
            .ToPosting().Sides;
}
