using System.Text;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.TokenPay;

/// <summary>
/// Reads a callback of TokenPay. 1. The signature over all fields it sent: MD5, or HMAC-SHA-256 where the server is set to it, which shows by its
/// length. 2. The status: 1 is paid. 3. What was paid: <c>ActualAmount</c> in <c>BaseCurrency</c>, the price before it was changed into coins; where the
/// server lets buyers pay a little more or less (<c>IsDynamicAmount</c>), <c>PayAmount</c>.
/// </summary>
internal static class TokenPayNotification
{
    private const int HmacHexLength = 64;

    /// <summary>Exactly these two characters, or it comes again, twice.</summary>
    public static readonly NotificationReply Success = NotificationReply.Text(200, "ok");

    public static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");

    public static readonly NotificationReply TryLater = NotificationReply.Text(503, "fail");

    public static NotificationReading Read(ChannelId channel, string token, NotificationRequest request)
    {
        using var notice = JsonFields.TryParse(request.Body);
        if (notice is null)
            return Refused("its body is no JSON object", NotificationFacts.None);
        var root = notice.RootElement;
        var facts = new NotificationFacts(
            root.At("OutOrderId").Id(), root.At("Id").Id(), AmountOf(root, root.At("BaseCurrency").Text() ?? CurrencyCode.Cny.Code), root.At("Status").Text());
        // 1. Signature
        if (!IsSigned(root, token))
            return Refused("its signature is not valid", facts);
        // 2. Status
        if (facts.Status is null)
            return Refused("it has no Status", facts);
        if (facts.Status != "1")
            return new NotificationReading.NotPaid("its Status is not 1", Success) { Facts = facts };
        // 3. Payment
        if (facts.TransactionId is null || facts.OrderNo is null)
            return Refused("it has no usable Id or OutOrderId", facts);
        return new NotificationReading.Paid(new VerifiedPayment(channel, facts.TransactionId, facts.OrderNo, facts.Amount, Encoding.UTF8.GetString(request.Body.Span)), Success, TryLater) { Facts = facts };
    }

    /// <summary>What was paid; null when it is no amount of that currency.</summary>
    public static Money? AmountOf(JsonElement order, string currency)
    {
        var isDynamic = string.Equals(order.Named("IsDynamicAmount").Text(), "true", StringComparison.OrdinalIgnoreCase);
        return order.Named(isDynamic ? "PayAmount" : "ActualAmount").Major(currency);
    }

    private static bool IsSigned(JsonElement root, string token) =>
        root.At("Signature").Text() is { Length: HmacHexLength } ? JsonSignature.IsValidHmac(root, "Signature", token) : JsonSignature.IsValid(root, "Signature", token);

    private static NotificationReading.Refused Refused(string why, NotificationFacts facts) => new(why, Fail) { Facts = facts };
}
