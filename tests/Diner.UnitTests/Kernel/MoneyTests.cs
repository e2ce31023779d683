using CsCheck;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Kernel;

public sealed class MoneyTests
{
    private const long MinorMax = 99_999_999_999_999;

    private static readonly string[] Codes = ["CNY", "USD", "JPY", "KRW"];

    private static readonly Gen<CurrencyCode> Currencies = Gen.Int[0, 3].Select(i => CurrencyCode.Parse(Codes[i]));

    private static readonly Gen<Money> Amounts = Gen.Select(Gen.Long[0, 999_999_999_999], Currencies).Select((minor, currency) => new Money(minor, currency));

    [Fact]
    public void What_is_written_is_read_back_the_same() => Amounts.Sample(money =>
    {
        Assert.True(Money.TryParseMajor(money.ToMajorString(), money.Currency, out var read));
        Assert.Equal(money, read);
    });

    [Fact]
    public void Zeros_at_the_end_change_nothing() => Gen.Select(Amounts, Gen.Int[1, 6]).Sample((money, zeros) =>
    {
        var text = money.ToMajorString();
        text = (text.Contains('.', StringComparison.Ordinal) ? text : text + ".") + new string('0', zeros);
        Assert.True(Money.TryParseMajor(text, money.Currency, out var read));
        Assert.Equal(money, read);
    });

    [Theory]
    [InlineData("1", 100)]
    [InlineData("9.9", 990)]
    [InlineData("9.90", 990)]
    [InlineData("9.9000", 990)]
    [InlineData("0.01", 1)]
    [InlineData("0", 0)]
    [InlineData("999999999999.99", MinorMax)]
    public void Every_spelling_of_a_gateway_is_read(string text, long minor)
    {
        Assert.True(Money.TryParseMajor(text, CurrencyCode.Cny, out var money));
        Assert.Equal(Money.Cny(minor), money);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e2")]
    [InlineData("1,000")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("１")]
    [InlineData("١")]
    [InlineData("9.901")]
    [InlineData("0.001")]
    [InlineData("1.2.3")]
    [InlineData(".")]
    [InlineData("1000000000000")]
    [InlineData("9999999999999999999999999")]
    [InlineData("NaN")]
    [InlineData("1\0")]
    public void What_is_no_amount_is_refused(string? text) => Assert.False(Money.TryParseMajor(text, CurrencyCode.Cny, out _));

    [Fact]
    public void No_text_is_thrown_at() =>
        Gen.String[Gen.Char["0123456789.-+eE, \0"], 0, 30].Sample(text => Money.TryParseMajor(text, CurrencyCode.Cny, out var money) ? money.AmountMinor >= 0 : money == default, iter: 20_000);

    [Fact]
    public void A_yen_has_no_decimals() => Assert.False(Money.TryParseMajor("1.5", CurrencyCode.Parse("JPY"), out _));

    [Fact]
    public void A_share_and_its_rest_are_the_whole() => Gen.Select(Amounts, Gen.Int[0, 10_000]).Sample((money, basisPoints) =>
    {
        var share = money.Share(basisPoints);
        Assert.InRange(share.AmountMinor, 0, money.AmountMinor);
        Assert.Equal(money, share + (money - share));
    });

    [Fact]
    public void Currencies_do_not_mix() =>
        Assert.Throws<InvalidOperationException>(() => Money.Cny(1) + new Money(1, CurrencyCode.Parse("USD")));

    [Fact]
    public void Too_much_is_an_error_and_never_wraps_around() => Assert.Throws<OverflowException>(() => Money.Cny(long.MaxValue) * 2);
}
