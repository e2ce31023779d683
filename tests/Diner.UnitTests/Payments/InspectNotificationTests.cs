using System.Text;
using CsCheck;
using Diner.Kernel;
using Diner.Payments.Inspect;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class InspectNotificationTests
{
    private static readonly string Genuine = EpayCases.Signed(EpayCases.Fields());

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ",", "\"", "1e999", "-1", "null", "true", "{\"a\":{}}",
        "\"resource\"", "\"data\"", "\"object\"", "\"amount\"", "\"signature\"", "\"event_type\"", "\"\\ud800\"",
    ];

    public static TheoryData<string> Types() => [.. InspectNotification.Types];

    [Fact]
    public void What_would_be_settled_is_valid_with_its_facts_and_answer()
    {
        var said = Provider.Inspect("epay", Genuine, EpayCases.Key);
        Assert.Equal((true, true, null), (said.IsValid, said.IsPaid, said.Reason));
        Assert.Equal(new NotificationFacts("D1", "T1", Money.Cny(990), "TRADE_SUCCESS"), said.Facts);
        Assert.Equal("success", Encoding.UTF8.GetString(said.Answer.Body.Span));
    }

    [Fact]
    public void A_forgery_is_not_valid_and_says_why_and_what_it_claims()
    {
        var said = Provider.Inspect("epay", Genuine, "another key");
        Assert.Equal((false, "its signature is not valid", "D1"), (said.IsValid, said.Reason, said.Facts.OrderNo));
    }

    [Fact]
    public void Without_the_key_that_opens_it_a_notice_of_WeChat_Pay_is_still_valid()
    {
        const string body = "{}";
        var time = Provider.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var said = Provider.Inspect(
            "wechatpay", body, secret: null, Provider.One.PublicPem,
            ("wechatpay-timestamp", time), ("wechatpay-nonce", "n"), ("wechatpay-serial", "PUB_KEY_ID_1"), ("wechatpay-signature", Provider.One.Sign($"{time}\nn\n{body}\n")));
        Assert.True(said.IsValid);
        Assert.Contains("APIv3", said.Reason);
    }

    [Theory, MemberData(nameof(Types))]
    public void A_type_without_its_key_or_secret_says_which(string type)
    {
        var problem = InspectNotification.Run(new CapturedNotification(type, ReadOnlyMemory<byte>.Empty, new Dictionary<string, string>(), Key: null, Secret: null, Provider.Now)).Problem;
        Assert.Contains("--", problem!.Detail);
    }

    [Fact]
    public void An_unknown_type_lists_those_there_are() =>
        Assert.Contains("alipay wechatpay", InspectNotification.Run(new CapturedNotification("cash", ReadOnlyMemory<byte>.Empty, new Dictionary<string, string>(), null, "s", Provider.Now)).Problem!.Detail);

    [Theory, MemberData(nameof(Types))]
    public void Any_body_is_refused_and_never_thrown_at(string type) =>
        Gen.Byte.Array[0, 500].Sample(body => Assert.False(Inspect(type, body).IsValid), iter: 500);

    [Theory, MemberData(nameof(Types))]
    public void Any_json_is_refused_and_never_thrown_at(string type) =>
        Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).List[0, 20]
            .Sample(parts => Assert.False(Inspect(type, Encoding.UTF8.GetBytes(string.Concat(parts))).IsValid), iter: 500);

    private static Inspection Inspect(string type, byte[] body) =>
        InspectNotification.Run(new CapturedNotification(type, body, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(Provider.One.PublicPem), "secret", Provider.Now)).Value!;
}
