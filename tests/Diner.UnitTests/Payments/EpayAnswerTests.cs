using System.Text.Json;
using CsCheck;
using Diner.Kernel;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class EpayAnswerTests
{
    private static readonly Uri Gateway = new("https://pay.example.com/epay/");
    private static readonly VerifiedPayment Notified = new(EpayCases.Id, "T1", "D1", Money.Cny(990), "");

    [Theory]
    [InlineData("""{"code":1,"payurl":"https://pay.example.com/p/1"}""", "https://pay.example.com/p/1", "https://pay.example.com/p/1")]
    [InlineData("""{"code":"1","payurl":"https://pay.example.com/p/1","qrcode":"weixin://wxpay/bizpayurl?pr=1"}""", "https://pay.example.com/p/1", "weixin://wxpay/bizpayurl?pr=1")]
    [InlineData("""{"code":1,"qrcode":"https://qr.alipay.com/bax1"}""", "https://qr.alipay.com/bax1", "https://qr.alipay.com/bax1")]
    [InlineData("""{"code":1,"urlscheme":"alipays://platformapi/startapp?a=1"}""", "alipays://platformapi/startapp?a=1", "alipays://platformapi/startapp?a=1")]
    [InlineData("""{"code":1,"payurl":"/pay/1"}""", "https://pay.example.com/pay/1", "https://pay.example.com/pay/1")]
    public void A_way_to_pay_is_taken_from_whatever_field_has_one(string json, string url, string qr)
    {
        var target = EpayAnswer.PayTarget(Json(json), Gateway);
        Assert.Equal((url, qr), (target?.Url, target?.Qr));
    }

    [Theory]
    [InlineData("""{"code":-1,"msg":"no","payurl":"https://pay.example.com/p/1"}""")]
    [InlineData("""{"payurl":"https://pay.example.com/p/1"}""")]
    [InlineData("""{"code":1,"payurl":"javascript:alert(1)"}""")]
    [InlineData("""{"code":1,"qrcode":"data:text/html,x"}""")]
    [InlineData("""{"code":1,"payurl":{}}""")]
    [InlineData("""{"code":1}""")]
    public void A_refusal_or_an_address_no_browser_should_open_is_none(string json) => Assert.Null(EpayAnswer.PayTarget(Json(json), Gateway));

    [Theory]
    [InlineData("""{"code":1,"status":1,"trade_no":"T1","out_trade_no":"D1","money":"9.90"}""", nameof(EpayConfirmation.Paid))]
    [InlineData("""{"code":"1","status":"1","trade_no":"T1","out_trade_no":"D1","money":9.9}""", nameof(EpayConfirmation.Paid))]
    [InlineData("""{"code":1,"status":0,"trade_no":"T1","out_trade_no":"D1","money":"9.90"}""", nameof(EpayConfirmation.Contradicted))]
    [InlineData("""{"code":1,"status":1,"trade_no":"T2","out_trade_no":"D1","money":"9.90"}""", nameof(EpayConfirmation.Contradicted))]
    [InlineData("""{"code":1,"status":1,"trade_no":"T1","out_trade_no":"D2","money":"9.90"}""", nameof(EpayConfirmation.Contradicted))]
    [InlineData("""{"code":1,"status":1,"trade_no":"T1","out_trade_no":"D1","money":"0.99"}""", nameof(EpayConfirmation.Contradicted))]
    [InlineData("""{"code":-1,"msg":"unknown"}""", nameof(EpayConfirmation.Contradicted))]
    [InlineData("""{"status":1}""", nameof(EpayConfirmation.NoAnswer))]
    public void The_gateways_books_must_agree_in_every_point(string json, string confirmation) =>
        Assert.Equal(confirmation, EpayAnswer.Confirmation(Json(json), Notified).ToString());

    [Fact]
    public void Any_text_for_an_address_is_taken_or_left_but_never_thrown_at() =>
        Gen.String.Sample(text =>
        {
            var target = EpayAnswer.PayTarget(Json(JsonSerializer.Serialize(new { code = 1, payurl = text })), Gateway);
            Assert.False(target?.Url.StartsWith("javascript", StringComparison.OrdinalIgnoreCase) ?? false);
        });

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
