using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Diner.Kernel;
using Diner.Payments.Alipay;
using Diner.Payments.Channels;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class AlipayAnswerTests
{
    private static readonly RSA Ours = RSA.Create(2048);

    private static readonly AlipaySettings Settings = new(new ChannelConfig(EpayCases.Id, default, AlipayAccount.ChannelType, "支付宝", true, new AlipayAccount
    {
        AppId = "2021000000000001",
        PrivateKey = Ours.ExportPkcs8PrivateKeyPem(),
        AlipayKey = Provider.One.PublicPem,
    }.ToSettings().Value!));

    private static readonly RefundRequest Refund = new("R1", "D1", "T1", Money.Cny(990), Money.Cny(400), "why", new Uri("https://shop.example.com/n"));

    private static readonly Gen<string> Nodes = HostileJson.Object(
        ("code", ["\"10000\"", "\"10000\"", "\"40004\"", "10000"]),
        ("sub_code", ["\"ACQ.TRADE_NOT_EXIST\"", "\"ACQ.SYSTEM_ERROR\""]),
        ("out_trade_no", ["\"D1\"", "\"D2\""]),
        ("trade_no", ["\"T1\""]),
        ("trade_status", ["\"TRADE_SUCCESS\"", "\"TRADE_CLOSED\"", "\"WAIT_BUYER_PAY\""]),
        ("total_amount", ["\"9.90\"", "9.9"]),
        ("refund_status", ["\"REFUND_SUCCESS\""]),
        ("refund_amount", ["\"4.00\"", "\"5.00\""]),
        ("fund_change", ["\"Y\"", "\"N\""]),
        ("out_request_no", ["\"R1\"", "\"R2\""]));

    [Fact]
    public async Task A_signed_answer_of_any_shape_pays_only_what_it_says_plainly() => await Nodes.SampleAsync(
        async node =>
        {
            var asked = await new AlipayTrades(Answering("alipay_trade_query_response", node)).QueryAsync(EpayCases.Id, Settings, "D1", TestContext.Current.CancellationToken);
            if (asked is not { IsOk: true, Value: PaymentAnswer.Paid { Payment: var payment } })
                return;
            Assert.True(payment.Amount is null || payment.Amount == Money.Cny(990) || node.Contains("\"total_amount\":0", StringComparison.Ordinal));
            Assert.Contains($",trade_no:{payment.ProviderTransactionId},", node.Replace("\"", "", StringComparison.Ordinal).Trim('{', '}').Insert(0, ",") + ",", StringComparison.Ordinal);
            Assert.Contains("\"trade_status\":\"TRADE_SUCCESS\"", node, StringComparison.Ordinal);
            Assert.Contains("\"out_trade_no\":\"D1\"", node, StringComparison.Ordinal);
        },
        iter: 1_000,
        threads: 1);

    [Fact]
    public async Task A_signed_answer_of_any_shape_never_makes_a_refund_of_another_amount_a_success() => await Nodes.SampleAsync(
        async node =>
        {
            var asked = await new AlipayRefunds(Answering("alipay_trade_fastpay_refund_query_response", node)).QueryAsync(Settings, Refund, TestContext.Current.CancellationToken);
            Assert.False(asked is { IsOk: true, Value.Stage: RefundStage.Succeeded } && (node.Contains("\"5.00\"", StringComparison.Ordinal) || node.Contains("\"R2\"", StringComparison.Ordinal)));
        },
        iter: 1_000,
        threads: 1);

    [Fact]
    public async Task Bytes_of_any_kind_are_no_answer() => await Gen.Byte.Array[0, 300].SampleAsync(
        async bytes =>
        {
            var client = new AlipayClient(new AnsweringProvider(200, bytes).Client, TimeProvider.System);
            Assert.Equal(ProblemCode.ChannelUnavailable, (await new AlipayRefunds(client).AskAsync(Settings, Refund, TestContext.Current.CancellationToken)).Problem?.Code);
        },
        iter: 300,
        threads: 1);

    [Fact]
    public async Task An_answer_signed_by_somebody_else_is_none()
    {
        var answering = Answering("alipay_trade_query_response", """{"code":"10000","out_trade_no":"D1","trade_no":"T1","trade_status":"TRADE_SUCCESS","total_amount":"9.90"}""", Provider.Other);
        Assert.Equal("alipay_key", (await new AlipayTrades(answering).QueryAsync(EpayCases.Id, Settings, "D1", TestContext.Current.CancellationToken)).Problem?.Field);
    }

    private static AlipayClient Answering(string name, string node, Provider? signer = null)
    {
        var body = $$"""{"{{name}}":{{node}},"sign":"{{(signer ?? Provider.One).Sign(node)}}"}""";
        return new AlipayClient(new AnsweringProvider(200, Encoding.UTF8.GetBytes(body)).Client, TimeProvider.System);
    }
}
