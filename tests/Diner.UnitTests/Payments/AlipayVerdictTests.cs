using System.Text.Json;
using Diner.Payments.Alipay;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class AlipayVerdictTests
{
    [Theory]
    [InlineData("40004", "ACQ.TRADE_NOT_EXIST", nameof(AlipayVerdict.NoTrade))]
    [InlineData("40004", "ACQ.TRADE_STATUS_ERROR", nameof(AlipayVerdict.WrongState))]
    [InlineData("40004", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", nameof(AlipayVerdict.Final))]
    [InlineData("40004", "ACQ.SELLER_BALANCE_NOT_ENOUGH", nameof(AlipayVerdict.AskAgain))]
    [InlineData("40004", "ACQ.SYSTEM_ERROR", nameof(AlipayVerdict.AskAgain))]
    [InlineData("40004", "ACQ.NOBODY_KNOWS", nameof(AlipayVerdict.AskAgain))]
    [InlineData("20000", "ACQ.TRADE_NOT_EXIST", nameof(AlipayVerdict.AskAgain))]
    [InlineData("40004", null, nameof(AlipayVerdict.AskAgain))]
    public void A_code_has_one_verdict(string code, string? subCode, string verdict) => Assert.Equal(verdict, AlipayVerdicts.Of(Answer(code, subCode)).ToString());

    [Fact]
    public void A_refusal_that_nobody_signed_decides_nothing() =>
        Assert.Equal(AlipayVerdict.AskAgain, AlipayVerdicts.Of(Answer("40004", "ACQ.TRADE_NOT_EXIST") with { IsSigned = false }));

    [Fact]
    public void What_alipay_says_is_short_and_one_line()
    {
        var said = new AlipayAnswer(JsonSerializer.SerializeToElement(new { code = "40004", sub_code = "ACQ.X", sub_msg = "a\nb" + new string('c', 500) }), IsSigned: true).Said;
        Assert.StartsWith("abccc", said, StringComparison.Ordinal);
        Assert.Equal(200, said.Length);
    }

    private static AlipayAnswer Answer(string code, string? subCode) => new(JsonSerializer.SerializeToElement(new { code, sub_code = subCode }), IsSigned: true);
}
