using System.Text;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epusdt;

/// <summary>
/// Reads a callback of epusdt and BEpusdt. 1. The signature over all fields it sent. 2. The status: 2 is paid; BEpusdt also tells each minute
/// that it waits (1), and once that it has expired (3). 3. What was paid: <c>amount</c>, the price in yuan before it was changed into coins.
/// </summary>
internal static class EpusdtNotification
{
    /// <summary>Exactly these two characters, or it comes again.</summary>
    public static readonly NotificationReply Success = NotificationReply.Text(200, "ok");

    public static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");

    public static readonly NotificationReply TryLater = NotificationReply.Text(503, "fail");

    public static NotificationReading Read(ChannelId channel, string token, NotificationRequest request)
    {
        using var notice = JsonFields.TryParse(request.Body);
        if (notice is null)
            return Refused("its body is no JSON object", NotificationFacts.None);
        var root = notice.RootElement;
        var facts = new NotificationFacts(root.At("order_id").Id() is { } orderId ? EpusdtOrderId.OrderNo(orderId) : null, root.At("trade_id").Id(), root.At("amount").Major(CurrencyCode.Cny.Code), root.At("status").Text());
        // 1. Signature
        if (!JsonSignature.IsValid(root, "signature", token))
            return Refused("its signature is not valid", facts);
        // 2. Status
        if (facts.Status is null)
            return Refused("it has no status", facts);
        if (facts.Status != "2")
            return new NotificationReading.NotPaid("its status is not 2", Success) { Facts = facts };
        // 3. Payment
        if (facts.TransactionId is null || facts.OrderNo is null)
            return Refused("it has no usable trade_id or order_id", facts);
        return new NotificationReading.Paid(new VerifiedPayment(channel, facts.TransactionId, facts.OrderNo, facts.Amount, Encoding.UTF8.GetString(request.Body.Span)), Success, TryLater) { Facts = facts };
    }

    private static NotificationReading.Refused Refused(string why, NotificationFacts facts) => new(why, Fail) { Facts = facts };
}
