using CsCheck;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Ledger;

public sealed class SalePostingTests
{
    private static readonly IdSource Ids = new(new FakeTimeProvider());

    [Fact]
    public void A_posting_sums_to_zero_for_any_amount_and_fee() => Gen.Select(Gen.Long[1, long.MaxValue], Gen.Double[0, 1]).Sample((amount, share) =>
    {
        var fee = Math.Clamp((long)(amount * share), 0, amount);
        Assert.Equal(Int128.Zero, Entries(amount, fee).Aggregate(Int128.Zero, (sum, entry) => sum + entry.AmountMinor));
    }, iter: 20_000);

    [Fact]
    public void The_channel_is_debited_the_whole_and_the_platform_credited_its_fee()
    {
        var entries = Entries(1000, 15);
        Assert.Equal(
            [(AccountKind.ChannelClearing, 1000L), (AccountKind.MerchantPayable, -985L), (AccountKind.PlatformFee, -15L)],
            entries.Select(entry => (entry.Account, entry.AmountMinor)));
    }

    [Fact]
    public void Without_a_fee_the_platform_has_no_entry() => Assert.Equal(2, Entries(1000, 0).Count);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(1000, -1)]
    [InlineData(1000, 1001)]
    public void What_cannot_be_a_sale_is_not_posted(long amount, long fee) => Assert.Throws<InvariantException>(() => Entries(amount, fee));

    private static List<Entry> Entries(long amount, long fee) => [.. PostSales.EntriesOf(
        Ids.Next<PostingId>(), new Sale(Ids.Next<ShopId>(), Ids.Next<OrderId>(), Ids.Next<PaymentId>(), Ids.Next<ChannelId>(), Money.Cny(amount), fee))];
}
