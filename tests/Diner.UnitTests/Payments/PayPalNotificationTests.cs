using System.IO.Hashing;
using System.Text;
using CsCheck;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Diner.Payments.PayPal;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class PayPalNotificationTests
{
    private const string Capture = """{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":"CAP1","status":"COMPLETED","custom_id":"D1","amount":{"currency_code":"USD","value":"19.90"}}}""";
    private const string Approved = """{"id":"WH-2","event_type":"CHECKOUT.ORDER.APPROVED","resource":{"id":"ORD1","status":"APPROVED","purchase_units":[{"custom_id":"D1","amount":{"currency_code":"USD","value":"19.90"}}]}}""";
    private static readonly string[] Types = ["CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.REFUNDED", "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.RESOLVED", ""];
    private static readonly string[] Names = ["custom_id", "amount", "purchase_units", "disputed_transactions", "dispute_amount", "dispute_outcome", "seller_response_due_date", "reason"];
    private static readonly string[] Values = ["null", "1", "-1", "1e400", "\"\"", "\"\\ud800\"", "\"2026-99-99\"", "[]", "{}", "[{}]", "[[]]", "{\"value\":\"-1\",\"currency_code\":\"USD\"}", "{\"outcome_code\":7}", "[{\"seller_transaction_id\":\"C1\"}]", "true"];
    private static readonly PayPalMerchant Merchant = new(Provider.One.Key, "8PT597110X687430LKGECATA");

    [Fact]
    public void A_capture_is_read()
    {
        var paid = Assert.IsType<NotificationReading.Paid>(Read(Capture));
        Assert.Equal(("CAP1", "D1", new Money(1990, CurrencyCode.Parse("USD"))), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount));
    }

    [Fact]
    public void An_order_that_was_approved_is_not_paid_yet()
    {
        var told = Assert.IsType<NotificationReading.NotPaid>(Read(Approved));
        Assert.Equal(new NotificationFacts("D1", "ORD1", new Money(1990, CurrencyCode.Parse("USD")), "APPROVED"), told.Facts);
    }

    [Fact]
    public void A_capture_that_is_pending_settles_nothing() => Assert.IsType<NotificationReading.NotPaid>(Read(Capture.Replace("\"COMPLETED\"", "\"PENDING\"")));

    [Theory]
    [InlineData("""{"event_type":"CUSTOMER.DISPUTE.UPDATED","resource":{"dispute_id":"PP-D-1"}}""")]
    [InlineData("""{"event_type":"CUSTOMER.DISPUTE.RESOLVED","resource":{"dispute_id":"PP-D-1","disputed_transactions":[{"seller_transaction_id":"CAP1"}],"dispute_outcome":{"outcome_code":"NONE"}}}""")]
    [InlineData("""{"event_type":"PAYMENT.CAPTURE.REFUNDED","resource":{"id":"RF1","status":"COMPLETED"}}""")]
    [InlineData("""{"event_type":"PAYMENT.CAPTURE.DENIED","resource":{"id":"CAP1","status":"DECLINED"}}""")]
    public void What_names_no_refund_of_ours_and_no_turn_of_a_dispute_moves_nothing(string body) => Assert.IsType<NotificationReading.NotPaid>(Read(body));

    [Theory]
    [InlineData("""{"event_type":"CUSTOMER.DISPUTE.CREATED","resource":{"dispute_id":"PP-D-1"}}""")]
    [InlineData("""{"event_type":"CUSTOMER.DISPUTE.CREATED","resource":{"dispute_id":"PP-D-1","disputed_transactions":[7]}}""")]
    public void A_dispute_of_nothing_is_refused(string body) => Assert.IsType<NotificationReading.Refused>(Read(body));

    [Fact]
    public void Any_signed_body_is_read_without_an_exception() => Gen.Select(One(Types), One(Values), One(Names), One(Values)).Sample((type, value, name, other) =>
        Assert.NotNull(Read($$"""{ "event_type": "{{type}}", "resource": { "id": {{value}}, "dispute_id": {{other}}, "{{name}}": {{value}}, "status": {{other}} } }""").Facts), iter: 2_000);

    [Theory]
    [InlineData("https://api.paypal.com/v1/notifications/certs/CERT-1", true)]
    [InlineData("https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1", true)]
    [InlineData("https://paypal.com.evil.example/v1/notifications/certs/CERT-1", false)]
    [InlineData("https://evilpaypal.com/v1/notifications/certs/CERT-1", false)]
    [InlineData("https://api.paypal.com:8443/v1/notifications/certs/CERT-1", false)]
    [InlineData("https://a@api.paypal.com/v1/notifications/certs/CERT-1", false)]
    public void A_certificate_of_paypal_stands_at_paypal(string address, bool isPayPals) => Assert.Equal(isPayPals, PayPalCertificates.IsPayPals(new Uri(address)));

    [Theory]
    [InlineData("USD", 1990, "19.90")]
    [InlineData("JPY", 1990, "1990")]
    [InlineData("TWD", 19900, "199")]
    [InlineData("TWD", 1990, null)]
    public void Amounts_are_written_as_paypal_counts(string currency, long minor, string? text) => Assert.Equal(text, PayPalMoney.Text(new Money(minor, CurrencyCode.Parse(currency))));

    [Theory]
    [InlineData("client_id", "short", "secret-0123456789abcdef", "8PT597110X687430LK", "", "")]
    [InlineData("secret", "client-0123456789abcdef", "", "8PT597110X687430LK", "", "")]
    [InlineData("webhook_id", "client-0123456789abcdef", "secret-0123456789abcdef", "lower", "", "")]
    [InlineData("gateway", "client-0123456789abcdef", "secret-0123456789abcdef", "8PT597110X687430LK", "ftp://example.com/", "")]
    [InlineData("root", "client-0123456789abcdef", "secret-0123456789abcdef", "8PT597110X687430LK", "", "a root for PayPal itself")]
    [InlineData("root", "client-0123456789abcdef", "secret-0123456789abcdef", "8PT597110X687430LK", "https://api-m.paypal.com/", "a root for PayPal itself")]
    [InlineData("root", "client-0123456789abcdef", "secret-0123456789abcdef", "8PT597110X687430LK", "https://example.com/", "no certificate")]
    public void What_is_wrong_with_an_account_is_named(string field, string id, string secret, string webhook, string api, string root)
    {
        var account = new PayPalAccount { ClientId = id, Secret = secret, WebhookId = webhook, ApiUrl = api, Root = root };
        Assert.Equal(field, account.ToSettings().Problem?.Field);
        Assert.DoesNotContain("secret-0", account.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_body_is_refused() => Assert.IsType<NotificationReading.Refused>(Read(Capture.Replace("19.90", "0.01"), signedBody: Capture));

    [Fact]
    public void A_webhook_of_another_merchant_is_refused() => Assert.IsType<NotificationReading.Refused>(Read(Capture, webhookId: "another"));

    [Theory]
    [InlineData("http://api.paypal.com/cert")]
    [InlineData("https://paypal.com.evil.example/cert")]
    [InlineData("https://evilpaypal.com/cert")]
    [InlineData("https://api.paypal.com@evil.example/cert")]
    [InlineData("https://api.paypal.com:8443/cert")]
    [InlineData("file:///etc/passwd")]
    public void A_certificate_from_anywhere_else_is_refused(string address) => Assert.IsType<NotificationReading.Refused>(Read(Capture, certUrl: address));

    [Fact]
    public void Another_algorithm_is_refused() => Assert.IsType<NotificationReading.Refused>(Read(Capture, algorithm: "SHA1withRSA"));

    private static Gen<string> One(string[] of) => Gen.Int[0, of.Length - 1].Select(at => of[at]);

    private static NotificationReading Read(
        string body, string? signedBody = null, string? webhookId = null, string certUrl = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1", string algorithm = "SHA256withRSA")
    {
        var crc = Crc32.HashToUInt32(Encoding.UTF8.GetBytes(signedBody ?? body));
        return PayPalNotification.Read(EpayCases.Id, Merchant, Provider.Post(
            body,
            ("PAYPAL-TRANSMISSION-ID", "t1"),
            ("PAYPAL-TRANSMISSION-TIME", "2026-05-01T12:00:00Z"),
            ("PAYPAL-TRANSMISSION-SIG", Provider.One.Sign($"t1|2026-05-01T12:00:00Z|{webhookId ?? Merchant.WebhookId}|{crc}")),
            ("PAYPAL-CERT-URL", certUrl),
            ("PAYPAL-AUTH-ALGO", algorithm)));
    }
}
