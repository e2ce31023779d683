using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.WeChatPay;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class WeChatPayAnswerTests
{
    private static readonly RSA Ours = RSA.Create(2048);

    private static readonly WeChatPaySettings Settings = new(new ChannelConfig(EpayCases.Id, default, WeChatPayAccount.ChannelType, "微信支付", true, new WeChatPayAccount
    {
        MerchantId = "1900000001",
        AppId = "wx0123456789abcdef",
        ApiV3Key = "0123456789abcdef0123456789abcdef",
        PrivateKey = Ours.ExportPkcs8PrivateKeyPem(),
        CertificateSerial = "0123456789012345678901234567890123456789",
        PublicKey = Provider.One.PublicPem,
        PublicKeyId = "PUB_KEY_ID_01",
    }.ToSettings().Value!));

    private static readonly RefundRequest Refund = new("R1", "D1", "T1", Money.Cny(990), Money.Cny(400), "why", new Uri("https://shop.example.com/n"));

    private static readonly int[] Codes = [200, 400, 404, 204, 401, 403, 429, 500];
    private static readonly Gen<int> Statuses = Gen.Int[0, 2].Select(at => Codes[at]);
    private static readonly Gen<int> AllStatuses = Gen.Int[0, 7].Select(at => Codes[at]);

    private static readonly Gen<string> Orders = HostileJson.Object(
        ("mchid", ["\"1900000001\"", "\"1900000001\"", "1900000001"]),
        ("out_trade_no", ["\"D1\"", "\"D1\"", "\"D2\""]),
        ("transaction_id", ["\"T1\""]),
        ("trade_state", ["\"SUCCESS\"", "\"NOTPAY\"", "\"REFUND\""]),
        ("amount", ["{\"total\":990,\"currency\":\"CNY\"}", "{\"total\":990}"]),
        ("code", ["\"ORDER_NOT_EXIST\""]));

    private static readonly Gen<string> Refunds = HostileJson.Object(
        ("out_refund_no", ["\"R1\"", "\"R1\"", "\"R2\""]),
        ("refund_id", ["\"5001\""]),
        ("transaction_id", ["\"T1\"", "\"T2\""]),
        ("status", ["\"SUCCESS\"", "\"PROCESSING\"", "\"CLOSED\""]),
        ("amount", ["{\"refund\":400}", "{\"refund\":500}", "{\"refund\":\"400\"}"]),
        ("code", ["\"RESOURCE_NOT_EXISTS\""]));

    [Fact]
    public async Task A_signed_answer_of_any_shape_pays_only_what_it_says_plainly() => await Gen.Select(Orders, Statuses).SampleAsync(
        async (node, status) =>
        {
            var asked = await new WeChatPayOrders(Answering(status, node)).QueryAsync(EpayCases.Id, Settings, "D1", TestContext.Current.CancellationToken);
            if (asked is not { IsOk: true, Value: PaymentAnswer.Paid { Payment: var payment } })
                return;
            Assert.True(payment.Amount is null || payment.Amount == Money.Cny(990));
            Assert.Equal((200, "D1"), (status, payment.OrderNo));
            Assert.Contains("\"trade_state\":\"SUCCESS\"", node, StringComparison.Ordinal);
        },
        iter: 1_000,
        threads: 1);

    [Fact]
    public async Task A_signed_answer_of_any_shape_never_makes_another_refund_a_success() => await Gen.Select(Refunds, Statuses).SampleAsync(
        async (node, status) =>
        {
            var asked = await new WeChatPayRefunds(Answering(status, node)).AskAsync(Settings, Refund, TestContext.Current.CancellationToken);
            if (asked is { IsOk: true, Value.Stage: RefundStage.Succeeded or RefundStage.Processing })
            {
                Assert.Equal(200, status);
                Assert.Contains("\"R1\"", node, StringComparison.Ordinal);
                Assert.Contains("\"T1\"", node, StringComparison.Ordinal);
                Assert.DoesNotContain("{\"refund\":500}", node, StringComparison.Ordinal);
            }
        },
        iter: 1_000,
        threads: 1);

    [Fact]
    public async Task Bytes_of_any_kind_and_status_are_no_answer() => await Gen.Select(Gen.Byte.Array[0, 300], AllStatuses).SampleAsync(
        async (bytes, status) =>
        {
            var client = new WeChatPayClient(new AnsweringProvider(status, bytes).Client, TimeProvider.System);
            Assert.Equal(ProblemCode.ChannelUnavailable, (await new WeChatPayRefunds(client).AskAsync(Settings, Refund, TestContext.Current.CancellationToken)).Problem?.Code);
            Assert.Equal(ProblemCode.ChannelUnavailable, (await new WeChatPayOrders(client).CloseAsync(EpayCases.Id, Settings, "D1", TestContext.Current.CancellationToken))?.Code);
        },
        iter: 300,
        threads: 1);

    private static WeChatPayClient Answering(int status, string node)
    {
        var timestamp = Provider.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var provider = new AnsweringProvider(
            status,
            Encoding.UTF8.GetBytes(node),
            ("Wechatpay-Timestamp", timestamp),
            ("Wechatpay-Nonce", "n1"),
            ("Wechatpay-Serial", "PUB_KEY_ID_01"),
            ("Wechatpay-Signature", Provider.One.Sign($"{timestamp}\nn1\n{node}\n")));
        return new WeChatPayClient(provider.Client, new FakeTimeProvider(Provider.Now));
    }
}
