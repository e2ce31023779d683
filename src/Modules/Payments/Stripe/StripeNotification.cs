using System.Text;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Stripe;

namespace Diner.Payments.Stripe;

/// <summary>
/// Reads a webhook of Stripe. 1. The signature, by Stripe's own library: HMAC-SHA-256 over time and raw body, any of several v1 while the
/// secret rotates, not older than 300 s. 2. What it tells: a refund or dispute, a Checkout Session that was paid, at once or later (bank debits),
/// or something else.
/// Amounts are minor units already.
/// </summary>
internal static class StripeNotification
{
    private const long ToleranceSeconds = 300;

    public static readonly NotificationReply Success = NotificationReply.Text(200, "ok");

    public static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");

    public static readonly NotificationReply TryLater = NotificationReply.Text(503, "try later");

    /// <param name="channel">Whose notification it is.</param>
    /// <param name="secrets">The secrets of the endpoint, <c>whsec_…</c>: two while they rotate.</param>
    /// <param name="request">The notification.</param>
    /// <param name="now">The time.</param>
    public static NotificationReading Read(ChannelId channel, IReadOnlyList<string> secrets, NotificationRequest request, DateTimeOffset now)
    {
        var raw = Encoding.UTF8.GetString(request.Body.Span);
        using var notice = JsonFields.TryParse(request.Body);
        var facts = notice is null ? NotificationFacts.None : FactsOf(notice.RootElement.At("data", "object"));
        // 1. Signature
        if (Fault(raw, request.Headers("Stripe-Signature"), secrets, now) is { } fault)
            return new NotificationReading.Refused(fault, Fail) { Facts = facts };
        if (notice is null)
            return new NotificationReading.Refused("its body is no JSON object", Fail);
        // 2. What it tells
        var type = notice.RootElement.At("type").Text() ?? "";
        if (StripeMoneyBack.Read(channel, type, notice.RootElement.At("data", "object"), raw) is { } back)
            return back with { Facts = facts };
        if (type is not ("checkout.session.completed" or "checkout.session.async_payment_succeeded"))
            return NotPaid($"it tells of {(type.Length > 0 ? type : "nothing")}", facts);
        if (facts.Status != "paid")
            return NotPaid("its payment_status is not paid", facts);
        if (facts.TransactionId is null || facts.OrderNo is null)
            return new NotificationReading.Refused("it has no usable payment_intent or client_reference_id", Fail) { Facts = facts };
        return new NotificationReading.Paid(new VerifiedPayment(channel, facts.TransactionId, facts.OrderNo, facts.Amount, raw), Success, TryLater) { Facts = facts };
    }

    // Null when one of the secrets made the signature, and recently.
    private static string? Fault(string raw, string? header, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(header))
            return "it has no Stripe-Signature";
        string? fault = null;
        foreach (var secret in secrets)
        {
            try
            {
                EventUtility.ValidateSignature(raw, header, secret, ToleranceSeconds, now.ToUnixTimeSeconds());
                return null;
            }
            catch (StripeException refused)
            {
                fault = refused.Message.Contains("tolerance", StringComparison.Ordinal) ? "its timestamp is more than 300 seconds away from now" : "its signature is not valid";
            }
        }

        return fault ?? "there is no secret to check it with";
    }

    // A session, a payment intent, a charge, a dispute: each calls the same thing by another name.
    private static NotificationFacts FactsOf(JsonElement subject) => new(
        subject.At("client_reference_id").Id() ?? subject.At("metadata", "order_no").Id(),
        subject.At("payment_intent").Id() ?? subject.At("id").Id(),
        First(subject, "amount_total", "amount").Minor(subject.At("currency").Text()),
        subject.At("payment_status").Text() ?? subject.At("status").Text());

    private static JsonElement First(JsonElement subject, string name, string otherwise) =>
        subject.At(name) is { ValueKind: JsonValueKind.Number } found ? found : subject.At(otherwise);

    private static NotificationReading.NotPaid NotPaid(string why, NotificationFacts facts) => new(why, Success) { Facts = facts };
}
