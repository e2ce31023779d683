using System.Security.Cryptography;
using System.Text;
using Diner.Payments.Notifications;

namespace Diner.Payments.BtcPay;

/// <summary>
/// Reads a webhook of BTCPay Server (Greenfield). 1. The signature: <c>BTCPay-Sig: sha256=</c> and the HMAC-SHA-256 of the raw body in hex.
/// 2. What it tells. It names the invoice but not the amount, so that one which is settled stays unconfirmed until the server was asked.
/// </summary>
internal static class BtcPayNotification
{
    private const string Prefix = "sha256=";

    public static readonly NotificationReply Success = NotificationReply.Text(200, "ok");

    public static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");

    public static readonly NotificationReply TryLater = NotificationReply.Text(503, "try later");

    public static NotificationReading Read(string secret, NotificationRequest request)
    {
        using var notice = JsonFields.TryParse(request.Body);
        var facts = notice is null
            ? NotificationFacts.None
            : new NotificationFacts(notice.RootElement.At("metadata", "orderId").Id(), notice.RootElement.At("invoiceId").Id(), Amount: null, notice.RootElement.At("type").Text());
        // 1. Signature
        if (!IsSigned(secret, request))
            return Refused("its signature is not valid", facts);
        if (notice is null)
            return Refused("its body is no JSON object", facts);
        // 2. What it tells
        if (facts.Status != "InvoiceSettled")
            return new NotificationReading.NotPaid($"it tells of {facts.Status ?? "nothing"}", Success) { Facts = facts };
        return facts.TransactionId is null
            ? Refused("it has no usable invoiceId", facts)
            : new NotificationReading.Unconfirmed("it names no amount: the invoice is to be asked for at the server", TryLater) { Facts = facts };
    }

    private static bool IsSigned(string secret, NotificationRequest request)
    {
        if (request.Headers("BTCPay-Sig") is not { } header || !header.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Prefix.Length..].ToLowerInvariant()), Encoding.UTF8.GetBytes(expected));
    }

    private static NotificationReading.Refused Refused(string why, NotificationFacts facts) => new(why, Fail) { Facts = facts };
}
