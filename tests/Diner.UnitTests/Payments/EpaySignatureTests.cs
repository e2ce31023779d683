using System.Text;
using CsCheck;
using Diner.Host.Sandbox;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class EpaySignatureTests
{
    // Computed with: printf '%s' 'money=9.90&name=demo&out_trade_no=D1&pid=1001&trade_no=T1&trade_status=TRADE_SUCCESS&type=alipayKEY123' | md5sum
    private const string NotificationSign = "6025fd53013981f4a0bc6e615f18e527";

    // Computed with: printf '%s' 'money=1&name=中文 商品&notify_url=http://127.0.0.1/n&out_trade_no=a|b.c-d_e&param=0&pid=1001&return_url=http://127.0.0.1/r?x=1&y=2&type=wxpaysecret' | md5sum
    private const string OrderSign = "2a7c7e5b5815a76e6bb9bce28c3417ca";

    private static readonly Dictionary<string, string> Order = new()
    {
        ["type"] = "wxpay", ["pid"] = "1001", ["out_trade_no"] = "a|b.c-d_e", ["name"] = "中文 商品", ["money"] = "1", ["param"] = "0", ["sitename"] = "",
        ["notify_url"] = "http://127.0.0.1/n", ["return_url"] = "http://127.0.0.1/r?x=1&y=2", ["sign"] = "ignored", ["sign_type"] = "MD5",
    };

    [Fact]
    public void Signs_as_md5sum_does() => Assert.Equal(NotificationSign, EpaySignature.Sign(EpayCases.Fields(), EpayCases.Key));

    [Fact]
    public void Signs_raw_values_keeps_zero_and_leaves_out_what_is_empty() => Assert.Equal(OrderSign, EpaySignature.Sign(Order, "secret"));

    [Fact]
    public void The_double_signs_as_md5sum_does_too() => Assert.Equal(OrderSign, EpayGatewaySignature.Of(Order, "secret"));

    [Fact]
    public void Accepts_what_md5sum_signed() =>
        Assert.IsType<NotificationReading.Paid>(EpayCases.Read(EpayCases.Get(EpayCases.Query(EpayCases.Fields()) + "&sign=" + NotificationSign)));

    [Fact]
    public void Whatever_is_signed_is_valid_after_the_wire() =>
        Gen.Dictionary(Gen.String[Gen.Char['a', 'z'], 1, 8], Gen.String[Gen.Char[' ', '龥'], 0, 40])[0, 20].Sample(fields =>
        {
            fields["sign"] = EpaySignature.Sign(fields, "秘密");
            Assert.True(IsValid(EpayCases.Query(fields), "秘密"));
            Assert.False(IsValid(EpayCases.Query(fields), "秘"));
        });

    private static bool IsValid(string query, string key)
    {
        var text = Encoding.UTF8.GetBytes(query);
        Assert.Equal(FormFault.None, FormFields.TryRead(text, new FormField[FormFields.FieldsMax], out var fields));
        return EpaySignature.IsValid(fields, text.Length, Encoding.UTF8.GetBytes(key));
    }
}
