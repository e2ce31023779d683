using System.Text.Json;
using CsCheck;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class EpayMoneyAnswerTests
{
    private static readonly Gen<string> Rows = HostileJson.Object(
        ("code", ["1", "\"1\"", "-1", "0"]),
        ("msg", ["\"no\""]),
        ("status", ["1", "\"1\"", "0", "2"]),
        ("trade_no", ["\"T1\""]),
        ("out_trade_no", ["\"D1\"", "\"D2\""]),
        ("money", ["\"9.90\"", "9.9"]));

    [Theory]
    [InlineData("""{"code":1,"status":1,"trade_no":"T1","out_trade_no":"D1","money":"9.90"}""", nameof(PaymentAnswer.Paid))]
    [InlineData("""{"code":"1","status":"0","trade_no":"T1","out_trade_no":"D1","money":"9.90"}""", nameof(PaymentAnswer.Open))]
    [InlineData("""{"code":1,"status":2,"trade_no":"T1","out_trade_no":"D1","money":"9.90"}""", nameof(PaymentAnswer.Closed))]
    [InlineData("""{"code":-1,"msg":"订单号不存在"}""", nameof(PaymentAnswer.Open))]
    [InlineData("""{"code":-3,"msg":"商户密钥错误"}""", null)]
    [InlineData("""{"code":1,"status":1,"trade_no":"T1","out_trade_no":"D2","money":"9.90"}""", null)]
    [InlineData("""{"code":1,"status":1,"out_trade_no":"D1","money":"9.90"}""", null)]
    public void A_row_of_the_books_says_what_became_of_a_payment(string row, string? answer) =>
        Assert.Equal(answer, EpayAnswer.Payment(Json(row), EpayCases.Id, "D1").Value?.GetType().Name);

    [Fact]
    public void A_row_of_any_shape_pays_only_what_it_says_plainly() => Rows.Sample(
        row =>
        {
            if (EpayAnswer.Payment(Json(row), EpayCases.Id, "D1") is not { IsOk: true, Value: PaymentAnswer.Paid { Payment: var payment } })
                return;
            Assert.Equal("D1", payment.OrderNo);
            Assert.True(payment.Amount is null || payment.Amount == Money.Cny(990) || row.Contains("\"money\":0", StringComparison.Ordinal));
        },
        iter: 20_000);

    [Theory]
    [InlineData("""{"code":0}""", null)]
    [InlineData("""{"code":"0","msg":"退款成功"}""", null)]
    [InlineData("""{"code":1,"msg":"ok"}""", "ok")]
    [InlineData("""{"code":-1,"msg":"余额不足"}""", "余额不足")]
    [InlineData("""{}""", "code ")]
    public void Only_code_zero_is_a_refund(string answer, string? said) => Assert.Equal(said, EpayAnswer.RefundRefusal(Json(answer)));

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
