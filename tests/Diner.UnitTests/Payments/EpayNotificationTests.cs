using System.Text;
using Diner.Kernel;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class EpayNotificationTests
{
    [Fact]
    public void A_genuine_one_says_what_was_paid()
    {
        var query = EpayCases.Signed(EpayCases.Fields());
        var paid = Assert.IsType<NotificationReading.Paid>(EpayCases.Read(EpayCases.Get(query)));
        Assert.Equal(new VerifiedPayment(EpayCases.Id, "T1", "D1", Money.Cny(990), query), paid.Payment);
        Assert.Equal((200, "success"), (paid.Success.Status, Encoding.UTF8.GetString(paid.Success.Body.Span)));
    }

    [Fact]
    public void A_post_form_is_read_like_a_query() =>
        Assert.IsType<NotificationReading.Paid>(EpayCases.Read(EpayCases.Post(EpayCases.Signed(EpayCases.With("money", "9.9000")))));

    [Theory]
    [InlineData("1", 100)]
    [InlineData("9.9", 990)]
    [InlineData("9.9000", 990)]
    [InlineData("0.01", 1)]
    public void Money_is_a_decimal_in_any_spelling(string money, long fen) => Assert.Equal(Money.Cny(fen), Paid("money", money).Amount);

    [Theory]
    [InlineData("9.901")]
    [InlineData("-9.90")]
    [InlineData("9.90 ")]
    [InlineData("1e3")]
    [InlineData("9,90")]
    [InlineData("99999999999999999999999999999")]
    public void Money_that_is_no_amount_is_kept_for_a_person_and_settles_nothing(string money) => Assert.Null(Paid("money", money).Amount);

    [Theory]
    [InlineData("type", "usdt.trc20")]
    [InlineData("type", "支付宝 & friends")]
    [InlineData("name", "product")]
    [InlineData("name", "100% + a=b&c")]
    [InlineData("param", "0")]
    public void Type_name_and_param_are_free_text(string field, string value) => Assert.Equal("D1", Paid(field, value).OrderNo);

    [Fact]
    public void Sign_type_may_be_missing()
    {
        var fields = EpayCases.Fields();
        fields["sign"] = EpaySignature.Sign(fields, EpayCases.Key);
        Assert.IsType<NotificationReading.Paid>(EpayCases.Read(EpayCases.Get(EpayCases.Query(fields))));
    }

    [Fact]
    public void Values_are_decoded_once()
    {
        var paid = Paid("out_trade_no", "D%2541");
        Assert.Equal("D%2541", paid.OrderNo);
    }

    [Fact]
    public void Values_in_another_character_set_are_signed_as_bytes()
    {
        // 卡 in GBK is BF A8; md5 over the raw bytes.
        byte[] content = [.. "money=1&name="u8, 0xBF, 0xA8, .. "&out_trade_no=D1&pid=1001&trade_no=T1&trade_status=TRADE_SUCCESSKEY123"u8];
        var sign = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(content));
        var query = $"money=1&name=%BF%A8&out_trade_no=D1&pid=1001&trade_no=T1&trade_status=TRADE_SUCCESS&sign={sign}";
        Assert.IsType<NotificationReading.Paid>(EpayCases.Read(EpayCases.Get(query)));
    }

    [Theory]
    [InlineData("WAIT_BUYER_PAY")]
    [InlineData("TRADE_CLOSED")]
    [InlineData("trade_success")]
    [InlineData("TRADE_SUCCESS ")]
    public void Any_other_status_pays_nothing(string status)
    {
        var reading = EpayCases.Read(EpayCases.Get(EpayCases.Signed(EpayCases.With("trade_status", status))));
        Assert.Equal(200, Assert.IsType<NotificationReading.NotPaid>(reading).Reply.Status);
    }

    [Theory]
    [InlineData("pid", "1002", "it is for another merchant")]
    [InlineData("pid", "", "it is for another merchant")]
    [InlineData("pid", "01001", "it is for another merchant")]
    [InlineData("trade_status", "", "it has no trade_status")]
    [InlineData("trade_no", "", "it has no usable trade_no")]
    [InlineData("trade_no", "a\nb", "it has no usable trade_no")]
    [InlineData("out_trade_no", "", "it has no usable out_trade_no")]
    [InlineData("out_trade_no", "\0", "it has no usable out_trade_no")]
    [InlineData("money", "", "it has no money")]
    public void Signed_but_unusable_is_refused(string field, string value, string why) => AssertRefused(why, EpayCases.Signed(EpayCases.With(field, value)));

    [Fact]
    public void Forged_is_refused()
    {
        var genuine = EpayCases.Signed(EpayCases.Fields());
        AssertRefused("its signature is not valid", genuine.Replace("money=9.90", "money=0.01", StringComparison.Ordinal));
        AssertRefused("its signature is not valid", EpayCases.Signed(EpayCases.Fields(), "another key"));
        AssertRefused("its signature is not valid", EpayCases.Query(EpayCases.Fields()));
        AssertRefused("its signature is not valid", EpayCases.Query(EpayCases.Fields()) + "&sign=");
        AssertRefused("its signature is not valid", "");
    }

    [Fact]
    public void An_upper_case_signature_is_refused()
    {
        var fields = EpayCases.Fields();
        fields["sign"] = EpaySignature.Sign(fields, EpayCases.Key).ToUpperInvariant();
        AssertRefused("its signature is not valid", EpayCases.Query(fields));
    }

    [Fact]
    public void Ambiguous_or_malformed_is_refused()
    {
        var genuine = EpayCases.Signed(EpayCases.Fields());
        AssertRefused("it has a field twice", genuine + "&money=9.90");
        AssertRefused("it has a field twice", genuine + "&mone%79=1");
        AssertRefused("it has control characters", genuine + "\0");
        AssertRefused("it has too many fields", string.Join('&', Enumerable.Range(0, FormFields.FieldsMax + 1).Select(i => $"f{i}=1")));
        AssertRefused("it is no text", genuine + "\ud800");
        AssertRefused("its signature is of another kind than MD5", genuine.Replace("sign_type=MD5", "sign_type=RSA", StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_that_is_no_form_is_refused() =>
        Assert.IsType<NotificationReading.Refused>(EpayCases.Read(EpayCases.Post(EpayCases.Signed(EpayCases.Fields()), "application/json")));

    [Fact]
    public void A_refusal_never_says_success()
    {
        var refused = Assert.IsType<NotificationReading.Refused>(EpayCases.Read(EpayCases.Get("pid=1001")));
        Assert.Equal((400, "fail"), (refused.Reply.Status, Encoding.UTF8.GetString(refused.Reply.Body.Span)));
    }

    private static VerifiedPayment Paid(string field, string value) =>
        Assert.IsType<NotificationReading.Paid>(EpayCases.Read(EpayCases.Get(EpayCases.Signed(EpayCases.With(field, value))))).Payment;

    private static void AssertRefused(string why, string query) => Assert.Equal(why, Assert.IsType<NotificationReading.Refused>(EpayCases.Read(EpayCases.Get(query))).Why);
}
