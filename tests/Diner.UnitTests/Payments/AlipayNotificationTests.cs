using Diner.Kernel;
using Diner.Payments.Alipay;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class AlipayNotificationTests
{
    private static readonly AlipayMerchant Merchant = new(Provider.One.Key, "2021000000000001", "2088000000000001");

    private static Dictionary<string, string> Fields() => new()
    {
        ["gmt_create"] = "2026-05-01 19:59:50",
        ["charset"] = "utf-8",
        ["notify_type"] = "trade_status_sync",
        ["notify_id"] = "2026050100222",
        ["subject"] = "会员 30 天 & more",
        ["out_trade_no"] = "D1",
        ["trade_no"] = "2026050122001",
        ["total_amount"] = "19.90",
        ["receipt_amount"] = "",
        ["trade_status"] = "TRADE_SUCCESS",
        ["app_id"] = "2021000000000001",
        ["seller_id"] = "2088000000000001",
    };

    [Theory]
    [InlineData("TRADE_SUCCESS")]
    [InlineData("TRADE_FINISHED")]
    public void A_paid_trade_is_read(string status)
    {
        var paid = Assert.IsType<NotificationReading.Paid>(Read(With("trade_status", status)));
        Assert.Equal(("2026050122001", "D1", Money.Cny(1990)), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount));
    }

    [Fact]
    public void The_answer_is_seven_letters() =>
        Assert.Equal("success"u8, Assert.IsType<NotificationReading.Paid>(Read(Fields())).Success.Body.Span);

    [Theory]
    [InlineData("WAIT_BUYER_PAY")]
    [InlineData("TRADE_CLOSED")]
    public void A_trade_that_is_not_paid_settles_nothing(string status) => Assert.IsType<NotificationReading.NotPaid>(Read(With("trade_status", status)));

    [Fact]
    public void A_partial_refund_keeps_the_paid_status_and_settles_nothing() => Assert.IsType<NotificationReading.NotPaid>(Read(With("refund_fee", "5.00")));

    [Theory]
    [InlineData("app_id", "2021000000000002")]
    [InlineData("seller_id", "2088000000000002")]
    [InlineData("trade_status", "")]
    [InlineData("out_trade_no", "")]
    [InlineData("trade_no", "")]
    [InlineData("total_amount", "")]
    public void What_is_signed_but_not_for_us_or_says_too_little_is_refused(string name, string value) =>
        Assert.IsType<NotificationReading.Refused>(Read(With(name, value)));

    [Fact]
    public void A_changed_amount_is_refused()
    {
        var fields = Signed(Fields(), Provider.One);
        fields["total_amount"] = "0.01";
        Assert.IsType<NotificationReading.Refused>(Alipay(fields));
    }

    [Fact]
    public void Another_key_is_refused() => Assert.IsType<NotificationReading.Refused>(Alipay(Signed(Fields(), Provider.Other)));

    [Fact]
    public void The_signature_of_service_messages_that_covers_sign_type_is_refused()
    {
        var fields = Fields();
        fields["sign"] = Provider.One.Sign(Content(new(fields) { ["sign_type"] = "RSA2" }));
        fields["sign_type"] = "RSA2";
        Assert.IsType<NotificationReading.Refused>(Alipay(fields));
    }

    [Fact]
    public void A_signature_of_the_kind_RSA_is_refused() =>
        Assert.IsType<NotificationReading.Refused>(Alipay(new(Signed(Fields(), Provider.One)) { ["sign_type"] = "RSA" }));

    [Fact]
    public void A_get_is_refused() => Assert.IsType<NotificationReading.Refused>(
        AlipayNotification.Read(EpayCases.Id, Merchant, EpayCases.Get(EpayCases.Query(Signed(Fields(), Provider.One)))));

    private static NotificationReading Read(Dictionary<string, string> fields) => Alipay(Signed(fields, Provider.One));

    private static NotificationReading Alipay(Dictionary<string, string> fields) => AlipayNotification.Read(EpayCases.Id, Merchant, EpayCases.Post(EpayCases.Query(fields)));

    private static Dictionary<string, string> With(string name, string value) => new(Fields()) { [name] = value };

    private static Dictionary<string, string> Signed(Dictionary<string, string> fields, Provider provider) =>
        new(fields) { ["sign"] = provider.Sign(Content(fields)), ["sign_type"] = "RSA2" };

    private static string Content(Dictionary<string, string> fields) =>
        string.Join('&', fields.Where(field => field.Value.Length > 0).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
}
