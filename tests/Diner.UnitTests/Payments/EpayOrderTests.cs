using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class EpayOrderTests
{
    [Fact]
    public void The_submit_address_carries_each_value_encoded_once_and_signed_raw()
    {
        var url = SubmitUrl(EpayCases.Request with { Subject = "中文 & 100%" });
        var fields = QueryHelpers.ParseQuery(new Uri(url).Query).ToDictionary(field => field.Key, field => field.Value.ToString());
        Assert.Equal("中文 & 100%", fields["name"]);
        Assert.Equal("http://127.0.0.1/o/D1?t=1", fields["return_url"]);
        Assert.Equal("9.90", fields["money"]);
        Assert.Equal(EpaySignature.Sign(fields, EpayCases.Key), fields["sign"]);
    }

    [Theory]
    [InlineData("https://pay.example.com", "https://pay.example.com/submit.php")]
    [InlineData("https://pay.example.com/", "https://pay.example.com/submit.php")]
    [InlineData("https://pay.example.com/submit.php", "https://pay.example.com/submit.php")]
    [InlineData("https://pay.example.com/mapi.php", "https://pay.example.com/submit.php")]
    [InlineData(" https://pay.example.com/epay/v1 ", "https://pay.example.com/epay/v1/submit.php")]
    [InlineData("http://127.0.0.1:9000/payments/epay/v1/order/create-transaction/submit.php", "http://127.0.0.1:9000/payments/epay/v1/order/create-transaction/submit.php")]
    [InlineData("https://pay.example.com/%E4%B8%AD%20a/", "https://pay.example.com/%E4%B8%AD%20a/submit.php")]
    public void A_gateway_address_is_taken_as_merchants_paste_it(string gateway, string submit) =>
        Assert.StartsWith(submit + "?pid=1001&", SubmitUrl(EpayCases.Request, gateway), StringComparison.Ordinal);

    [Theory]
    [InlineData("pay.example.com")]
    [InlineData("ftp://pay.example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://pay.example.com/?a=1")]
    [InlineData("https://user:pass@pay.example.com/")]
    [InlineData("/etc/passwd")]
    public void Anything_else_is_no_gateway_address(string gateway) => Assert.Equal("gateway", EpayCases.Account(gateway).ToSettings().Problem?.Field);

    [Fact]
    public void An_account_that_cannot_work_names_its_field()
    {
        Assert.Equal("pid", (EpayCases.Account() with { Pid = "10 01" }).ToSettings().Problem?.Field);
        Assert.Equal("key", (EpayCases.Account() with { Key = "" }).ToSettings().Problem?.Field);
        Assert.Equal("key", (EpayCases.Account() with { Key = "pasted " }).ToSettings().Problem?.Field);
        Assert.Equal("type", (EpayCases.Account() with { PayType = "", Mode = EpayMode.Mapi }).ToSettings().Problem?.Field);
    }

    [Theory]
    [InlineData(42, 42)]
    [InlineData(43, 42)]
    [InlineData(200, 42)]
    public void A_long_name_ends_at_a_whole_character(int given, int kept) => Assert.Equal(new string('卡', kept), EpayOrder.Name(new string('卡', given), "D1"));

    [Fact]
    public void A_name_is_never_cut_inside_a_surrogate_pair()
    {
        var name = EpayOrder.Name(string.Concat(Enumerable.Repeat("💳", 40)), "D1");
        Assert.Equal((124, 31 * 2), (Encoding.UTF8.GetByteCount(name), name.Length));
    }

    [Theory]
    [InlineData("", "D1")]
    [InlineData(" \n ", "D1")]
    [InlineData("a\r\nb", "ab")]
    public void A_name_is_never_empty_and_has_no_control_characters(string subject, string name) => Assert.Equal(name, EpayOrder.Name(subject, "D1"));

    [Fact]
    public void A_notify_address_with_a_query_is_a_bug() =>
        Assert.Throws<InvariantException>(() => EpayOrder.Fields(EpayCases.Settings, EpayCases.Request with { NotifyUrl = new Uri("http://127.0.0.1/n?a=1") }));

    [Fact]
    public void An_order_number_a_gateway_refuses_is_a_bug() =>
        Assert.Throws<InvariantException>(() => EpayOrder.Fields(EpayCases.Settings, EpayCases.Request with { OrderNo = "单号" }));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36", "pc")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", "mobile")]
    [InlineData("Mozilla/5.0 (Linux; U; Android 14; zh-cn) AppleWebKit/537.36 (KHTML, like Gecko) MQQBrowser/15.1 Mobile Safari/537.36", "mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.49 WeChat/arm64", "wechat")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 MicroMessenger/7.0.20 NetType/WIFI MiniProgramEnv/Windows WindowsWechat", "wechat")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/22F76 ChannelId(9) NebulaSDK AliApp(AP/10.7.0) AlipayClient/10.7.0", "alipay")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MQQBrowser/6.2 Mobile Safari/537.36 V1_AND_SQ_9.0.0 QQ/9.0.0 NetType/WIFI", "qq")]
    [InlineData("curl/8.5.0", "mobile")]
    [InlineData(null, "mobile")]
    public void Mapi_is_told_what_the_buyer_holds_in_hand(string? userAgent, string device)
    {
        var request = EpayCases.Request with { Payer = Payer.From("203.0.113.9", userAgent) };
        Assert.Equal(device, EpayOrder.MapiFields(EpayCases.Settings, request)["device"]);
    }

    private static string SubmitUrl(PaymentRequest request, string gateway = "https://pay.example.com/")
    {
        var settings = new EpaySettings(EpayCases.Channel with { Settings = EpayCases.Account(gateway).ToSettings().Value! });
        return EpayOrder.SubmitUrl(settings, EpayOrder.Sign(EpayOrder.Fields(settings, request), settings.Key));
    }
}
