using System.Security.Cryptography;
using System.Text;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Diner.Payments.Stripe;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class StripeNotificationTests
{
    private const string Secret = "whsec_one";
    private const string Session = """{"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":"cs_1","object":"checkout.session","client_reference_id":"D1","payment_intent":"pi_1","payment_status":"paid","amount_total":1990,"currency":"usd"}}}""";

    [Fact]
    public void A_paid_session_is_read()
    {
        var paid = Assert.IsType<NotificationReading.Paid>(Read(Session));
        Assert.Equal(("pi_1", "D1", new Money(1990, CurrencyCode.Parse("USD"))), (paid.Payment.ProviderTransactionId, paid.Payment.OrderNo, paid.Payment.Amount));
    }

    [Fact]
    public void A_session_that_is_paid_later_is_not_settled_before() => Assert.IsType<NotificationReading.NotPaid>(Read(Session.Replace("\"paid\"", "\"unpaid\"")));

    [Fact]
    public void Money_that_came_later_is_read() => Assert.IsType<NotificationReading.Paid>(Read(Session.Replace("session.completed", "session.async_payment_succeeded")));

    [Fact]
    public void A_dispute_settles_nothing()
    {
        var told = Assert.IsType<NotificationReading.NotPaid>(Read("""{"type":"charge.dispute.created","data":{"object":{"id":"dp_1","payment_intent":"pi_1","amount":1990,"currency":"jpy","status":"needs_response"}}}"""));
        Assert.Equal(new NotificationFacts(null, "pi_1", new Money(1990, CurrencyCode.Parse("JPY")), "needs_response"), told.Facts);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void After_300_seconds_it_is_too_old(int seconds, bool isRead) => Assert.Equal(isRead, Read(Session, at: Provider.Now.AddSeconds(seconds)) is NotificationReading.Paid);

    [Fact]
    public void What_is_too_old_says_so() => Assert.Contains("300 seconds", Assert.IsType<NotificationReading.Refused>(Read(Session, at: Provider.Now.AddHours(1))).Why);

    [Fact]
    public void Any_of_several_signatures_is_enough() => Assert.IsType<NotificationReading.Paid>(Read(Session, header: $"{Time},v0=abc,v1={new string('0', 64)},v1={Hex(Session, Secret)}"));

    [Fact]
    public void A_signature_of_version_0_is_none() => Assert.IsType<NotificationReading.Refused>(Read(Session, header: $"{Time},v0={Hex(Session, Secret)}"));

    [Fact]
    public void While_the_secret_rotates_both_are_good() => Assert.IsType<NotificationReading.Paid>(Read(Session, secrets: ["whsec_new", Secret]));

    [Theory]
    [InlineData("whsec_two")]
    [InlineData("")]
    public void Another_secret_is_refused(string secret) => Assert.IsType<NotificationReading.Refused>(Read(Session, header: $"{Time},v1={Hex(Session, secret + "x")}"));

    [Theory]
    [InlineData("")]
    [InlineData("v1=abc")]
    [InlineData("t=x,v1=abc")]
    [InlineData("t=,v1=")]
    [InlineData("=,=,,")]
    public void A_header_that_is_none_is_refused(string header) => Assert.IsType<NotificationReading.Refused>(Read(Session, header: header));

    private static string Time => $"t={Provider.Now.ToUnixTimeSeconds()}";

    private static NotificationReading Read(string body, string? header = null, string[]? secrets = null, DateTimeOffset? at = null) =>
        StripeNotification.Read(EpayCases.Id, secrets ?? [Secret], Provider.Post(body, ("Stripe-Signature", header ?? $"{Time},v1={Hex(body, Secret)}")), at ?? Provider.Now);

    private static string Hex(string body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Provider.Now.ToUnixTimeSeconds()}.{body}")));
}
