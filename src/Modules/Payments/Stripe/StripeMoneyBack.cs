using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Stripe;

/// <summary>Reads what a genuine webhook of Stripe tells of money that goes back: refunds that were asked for here, and disputes.</summary>
internal static class StripeMoneyBack
{
    private const string RefundOfOthers = "it tells of a refund that was not asked for here";

    /// <summary>Null when it tells of neither.</summary>
    public static NotificationReading? Read(ChannelId channel, string type, JsonElement subject, string raw) => type switch
    {
        "refund.created" or "refund.updated" or "refund.failed" or "charge.refund.updated" => Refund(channel, subject),
        // Since 2022 a charge comes without its refunds; with an older version of the API the newest stands first.
        "charge.refunded" => subject.At("refunds", "data") is { ValueKind: JsonValueKind.Array } refunds && refunds.GetArrayLength() > 0 ? Refund(channel, refunds[0]) : NotPaid("it tells of a refund, but not which"),
        "charge.dispute.created" or "charge.dispute.funds_withdrawn" => Dispute(channel, subject, DisputeStage.Opened, raw),
        "charge.dispute.funds_reinstated" => Dispute(channel, subject, DisputeStage.Won, raw),
        "charge.dispute.closed" => subject.At("status").Text() switch
        {
            "won" or "warning_closed" => Dispute(channel, subject, DisputeStage.Won, raw),
            "lost" => Dispute(channel, subject, DisputeStage.Lost, raw),
            _ => NotPaid("it tells of a closed dispute, but not who won"),
        },
        _ => null,
    };

    private static NotificationReading Refund(ChannelId channel, JsonElement refund)
    {
        if (refund.At("metadata", StripeRefunds.RefundNo).Id() is not { } refundNo)
            return NotPaid(RefundOfOthers);
        var news = new RefundNews(channel, refundNo, StripeRefunds.Said(refund.At("id").Id(), refund.At("status").Text(), refund.At("failure_reason").Text()));
        return new NotificationReading.Refunded(news, StripeNotification.Success, StripeNotification.TryLater);
    }

    private static NotificationReading Dispute(ChannelId channel, JsonElement dispute, DisputeStage stage, string raw)
    {
        if (dispute.At("id").Id() is not { } id || dispute.At("payment_intent").Id() is not { } payment)
            return new NotificationReading.Refused("its dispute has no usable id or payment_intent", StripeNotification.Fail);
        var amount = dispute.At("amount").Minor(dispute.At("currency").Text());
        var news = new DisputeNews(channel, id, payment, amount, stage, dispute.At("reason").Text() ?? "", Moment(dispute.At("evidence_details", "due_by")), raw);
        return new NotificationReading.Disputed(news, StripeNotification.Success, StripeNotification.TryLater);
    }

    private static DateTimeOffset? Moment(JsonElement seconds) =>
        seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt64(out var unix) && unix is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;

    private static NotificationReading.NotPaid NotPaid(string why) => new(why, StripeNotification.Success);
}
