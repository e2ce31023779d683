using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Keys;
using Diner.Payments.Notifications;

namespace Diner.Payments.PayPal;

/// <summary>What a webhook of PayPal is checked against.</summary>
/// <param name="Certificate">PayPal's certificate, whose address the webhook names.</param>
/// <param name="WebhookId">The id PayPal gave our webhook: part of what is signed, so that another merchant's does not pass for ours.</param>
/// <param name="HasCheckedAddress">The certificate came from the address the webhook names, which was checked before it was called.</param>
internal sealed record PayPalMerchant(ProviderKey Certificate, string WebhookId, bool HasCheckedAddress = false);

/// <summary>
/// Reads a webhook of PayPal, offline. 1. Its headers; the certificate's address must be PayPal's. 2. The signature: RSA with SHA-256 over
/// <c>id|time|webhook id|CRC-32 of the raw body</c>, the last as an unsigned decimal. 3. What it tells: a refund or dispute, a capture that is
/// complete, or something else.
/// </summary>
internal static class PayPalNotification
{
    public static readonly NotificationReply Success = NotificationReply.Text(200, "ok");

    public static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");

    public static readonly NotificationReply TryLater = NotificationReply.Text(503, "try later");

    private const string Approved = "it tells of CHECKOUT.ORDER.APPROVED";

    /// <summary>Whether it tells that a buyer has approved an order, whose id then stands in the facts.</summary>
    public static bool IsApproval(NotificationReading.NotPaid reading) => reading.Why == Approved;

    public static NotificationReading Read(ChannelId channel, PayPalMerchant merchant, NotificationRequest request)
    {
        using var notice = JsonFields.TryParse(request.Body);
        var facts = notice is null ? NotificationFacts.None : FactsOf(notice.RootElement.At("resource"));
        // 1. Headers, 2. Signature
        if (Fault(merchant, request) is { } fault)
            return Refused(fault, facts);
        if (notice is null)
            return Refused("its body is no JSON object", facts);
        // 3. What it tells
        var type = notice.RootElement.At("event_type").Text() ?? "";
        if (PayPalMoneyBack.Read(channel, type, notice.RootElement.At("resource"), Encoding.UTF8.GetString(request.Body.Span)) is { } back)
            return back with { Facts = facts };
        if (type != "PAYMENT.CAPTURE.COMPLETED")
            return NotPaid($"it tells of {(type.Length > 0 ? type : "nothing")}", facts);
        if (facts.Status != "COMPLETED")
            return NotPaid("the status of its capture is not COMPLETED", facts);
        if (facts.TransactionId is null || facts.OrderNo is null)
            return Refused("it has no usable id or custom_id", facts);
        return new NotificationReading.Paid(new VerifiedPayment(channel, facts.TransactionId, facts.OrderNo, facts.Amount, Encoding.UTF8.GetString(request.Body.Span)), Success, TryLater) { Facts = facts };
    }

    private static string? Fault(PayPalMerchant merchant, NotificationRequest request)
    {
        var (id, time, signature) = (request.Headers("Paypal-Transmission-Id"), request.Headers("Paypal-Transmission-Time"), request.Headers("Paypal-Transmission-Sig"));
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(time) || string.IsNullOrEmpty(signature))
            return "it lacks a Paypal-Transmission header";
        if (request.Headers("Paypal-Auth-Algo") is { Length: > 0 } algorithm && !algorithm.Equals("SHA256withRSA", StringComparison.OrdinalIgnoreCase))
            return "its signature is of another kind than SHA256withRSA";
        if (!merchant.HasCheckedAddress && request.Headers("Paypal-Cert-Url") is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && PayPalCertificates.IsPayPals(url)))
            return PayPalCertificates.NotPayPals;
        var signed = Encoding.UTF8.GetBytes($"{id}|{time}|{merchant.WebhookId}|{Crc32.HashToUInt32(request.Body.Span)}");
        return merchant.Certificate.Verifies(signed, signature) ? null : "its signature is not valid";
    }

    // A capture carries our number as custom_id; an order that was approved carries it in its only purchase unit.
    private static NotificationFacts FactsOf(JsonElement resource)
    {
        var unit = resource.At("purchase_units") is { ValueKind: JsonValueKind.Array } units && units.GetArrayLength() > 0 ? units[0] : resource;
        var amount = unit.At("amount");
        return new NotificationFacts(
            unit.At("custom_id").Id() ?? unit.At("invoice_id").Id(),
            resource.At("id").Id(),
            amount.At("value").Major(amount.At("currency_code").Text()),
            resource.At("status").Text());
    }

    private static NotificationReading.NotPaid NotPaid(string why, NotificationFacts facts) => new(why, Success) { Facts = facts };

    private static NotificationReading.Refused Refused(string why, NotificationFacts facts) => new(why, Fail) { Facts = facts };
}
