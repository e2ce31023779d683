using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Stripe;
using Xunit;

namespace Diner.UnitTests.Payments;

public sealed class StripeNotificationTests
{
    private const string Secret = "whsec_one";
    private const string Session = """{"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":"cs_1","object":"checkout.session","client_reference_id":"D1","payment_intent":"pi_1","payment_status":"paid","amount_total":1990,"currency":"usd"}}}""";

    private static readonly string[] Types = ["checkout.session.completed", "charge.dispute.created", "charge.dispute.closed", "refund.updated", "charge.refunded", ""];
    private static readonly string[] Names = ["amount", "amount_total", "metadata", "status", "evidence_details", "refunds", "reason", "client_reference_id"];
    private static readonly string[] Values = ["null", "1", "-1", "1e400", "\"\"", "\"\\ud800\"", "[]", "{}", "[{}]", "{\"data\":[1]}", "{\"due_by\":9e99}", "{\"due_by\":-1}", "{\"refund_no\":\"R1\"}", "true"];

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
    public void A_dispute_names_payment_amount_and_deadline()
    {
        var told = Assert.IsType<NotificationReading.Disputed>(Read("""{"type":"charge.dispute.created","data":{"object":{"id":"dp_1","payment_intent":"pi_1","amount":1990,"currency":"jpy","status":"needs_response","reason":"fraudulent","evidence_details":{"due_by":1777900000}}}}"""));
        Assert.Equal(("dp_1", "pi_1", new Money(1990, CurrencyCode.Parse("JPY")), DisputeStage.Opened, DateTimeOffset.FromUnixTimeSeconds(1777900000)), (told.News.DisputeId, told.News.TransactionId, told.News.Amount, told.News.Stage, told.News.AnswerBy));
    }

    [Theory]
    [InlineData("""{"type":"charge.dispute.closed","data":{"object":{"id":"dp_1","payment_intent":"pi_1","status":"under_review"}}}""")]
    [InlineData("""{"type":"charge.dispute.updated","data":{"object":{"id":"dp_1","payment_intent":"pi_1","status":"under_review"}}}""")]
    [InlineData("""{"type":"refund.updated","data":{"object":{"id":"re_1","payment_intent":"pi_1","status":"succeeded"}}}""")]
    [InlineData("""{"type":"charge.refunded","data":{"object":{"id":"ch_1","payment_intent":"pi_1"}}}""")]
    public void What_names_no_refund_of_ours_and_no_turn_of_a_dispute_moves_nothing(string body) => Assert.IsType<NotificationReading.NotPaid>(Read(body));

    [Fact]
    public void An_older_api_tells_the_refund_inside_the_charge() => Assert.Equal(
        new RefundNews(EpayCases.Id, "R1", new(RefundStage.Succeeded, "re_1")),
        Assert.IsType<NotificationReading.Refunded>(Read("""{"type":"charge.refunded","data":{"object":{"id":"ch_1","refunds":{"data":[{"id":"re_1","status":"succeeded","metadata":{"refund_no":"R1"}}]}}}}""")).News);

    [Theory]
    [InlineData("""{"type":"charge.dispute.created","data":{"object":{"payment_intent":"pi_1"}}}""")]
    [InlineData("""{"type":"charge.dispute.created","data":{"object":{"id":"dp_1"}}}""")]
    [InlineData("""{"type":"charge.dispute.created","data":[]}""")]
    public void A_dispute_of_nothing_is_refused(string body) => Assert.IsType<NotificationReading.Refused>(Read(body));

    [Fact]
    public void Any_signed_body_is_read_without_an_exception() => Gen.Select(One(Types), One(Values), One(Names), One(Values)).Sample((type, value, name, other) =>
        Assert.NotNull(Read($$"""{ "type": "{{type}}", "data": { "object": { "id": {{value}}, "payment_intent": {{other}}, "{{name}}": {{value}}, "currency": "usd" } } }""").Facts), iter: 2_000);

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

    private static Gen<string> One(string[] of) => Gen.Int[0, of.Length - 1].Select(at => of[at]);

    private static string Time => $"t={Provider.Now.ToUnixTimeSeconds()}";

    private static NotificationReading Read(string body, string? header = null, string[]? secrets = null, DateTimeOffset? at = null) =>
        StripeNotification.Read(EpayCases.Id, secrets ?? [Secret], Provider.Post(body, ("Stripe-Signature", header ?? $"{Time},v1={Hex(body, Secret)}")), at ?? Provider.Now);

    private static string Hex(string body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Provider.Now.ToUnixTimeSeconds()}.{body}")));
}
