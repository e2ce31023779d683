using CsCheck;
using Diner.Kernel;
using Diner.Payments.Channels;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class ChannelTermsTests
{
    [Theory]
    [InlineData(1000, 60, 0, 6)]
    [InlineData(1, 60, 0, 0)]
    [InlineData(84, 60, 0, 1)] // 0.504 fen, half away from zero
    [InlineData(1000, 290, 30, 59)]
    [InlineData(5, 290, 30, 5)] // never more than the payment
    public void What_the_channel_keeps_is_rounded_to_the_minor_unit(long amount, int rate, long fix, long fee) =>
        Assert.Equal(fee, new ChannelTerms { FeeBasisPoints = rate, FeeFixedMinor = fix }.FeeOf(Money.Cny(amount)));

    [Fact]
    public void The_surcharge_is_the_least_with_which_the_price_is_left() =>
        Gen.Select(Gen.Long[1, 100_000_000], Gen.Int[0, 5_000], Gen.Long[0, 1_000]).Sample((price, rate, fix) =>
        {
            var terms = new ChannelTerms { FeeBasisPoints = rate, FeeFixedMinor = fix, Bearer = FeeBearer.Buyer };
            var whole = price + terms.SurchargeOn(Money.Cny(price));
            Assert.True(whole - terms.FeeOf(Money.Cny(whole)) >= price);
            Assert.True(whole == price || whole - 1 - terms.FeeOf(Money.Cny(whole - 1)) < price);
        }, iter: 20_000);

    [Theory]
    [InlineData(FeeBearer.Platform)]
    [InlineData(FeeBearer.Merchant)]
    public void Only_a_buyer_who_bears_the_fee_pays_it(FeeBearer bearer) =>
        Assert.Equal(0, new ChannelTerms { FeeBasisPoints = 300, Bearer = bearer }.SurchargeOn(Money.Cny(1000)));

    [Theory]
    [InlineData(nameof(ChannelTerms.FeeBasisPoints))]
    [InlineData(nameof(ChannelTerms.FeeFixedMinor))]
    [InlineData(nameof(ChannelTerms.Weight))]
    [InlineData(nameof(ChannelTerms.MaxMinor))]
    [InlineData(nameof(ChannelTerms.OpensAt))]
    [InlineData(nameof(ChannelTerms.ClosesAt))]
    public void A_term_out_of_its_limits_is_named(string field)
    {
        var terms = field switch
        {
            nameof(ChannelTerms.FeeBasisPoints) => new ChannelTerms { FeeBasisPoints = 5_001 },
            nameof(ChannelTerms.FeeFixedMinor) => new ChannelTerms { FeeFixedMinor = -1 },
            nameof(ChannelTerms.Weight) => new ChannelTerms { Weight = 1_001 },
            nameof(ChannelTerms.MaxMinor) => new ChannelTerms { MinMinor = 100, MaxMinor = 99 },
            nameof(ChannelTerms.OpensAt) => new ChannelTerms { OpensAt = 24, ClosesAt = 1 },
            _ => new ChannelTerms { OpensAt = 8 },
        };
        Assert.Equal(field, terms.Check()?.Field);
    }

    [Fact]
    public void Terms_read_back_as_they_were_written() => Gen.Select(Gen.Int[0, 5_000], Gen.Long[0, 1_000_000], Gen.Enum<FeeBearer>(), Gen.Bool).Sample((rate, fix, bearer, returns) =>
    {
        var terms = new ChannelTerms { FeeBasisPoints = rate, FeeFixedMinor = fix, Bearer = bearer, ReturnsFee = returns, MinMinor = fix, OpensAt = 22, ClosesAt = 6 };
        Assert.Equal(terms, ChannelTerms.Read(terms.ToJson()));
    });
}
