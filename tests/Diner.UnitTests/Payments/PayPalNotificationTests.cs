using System.IO.Hashing;
using System.Text;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Diner.Payments.PayPal;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class PayPalNotificationTests
{
    private const string Capture = """{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":"CAP1","status":"COMPLETED","custom_id":"D1","amount":{"currency_code":"USD","value":"19.90"}}}""";
    private const string Approved = """{"id":"WH-2","event_type":"CHECKOUT.ORDER.APPROVED","resource":{"id":"ORD1","status":"APPROVED","purchase_units":[{"custom_id":"D1","amount":{"currency_code":"USD","value":"19.90"}}]}}""";
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
