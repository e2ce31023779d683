using System.Globalization;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.PayPal;

/// <summary>Reads what a genuine webhook of PayPal tells of money that goes back: refunds and disputes.</summary>
internal static class PayPalMoneyBack
{
    /// <summary>Null when it tells of neither.</summary>
    public static NotificationReading? Read(ChannelId channel, string type, JsonElement resource, string raw) => type switch
    {
        "PAYMENT.CAPTURE.REFUNDED" or "PAYMENT.REFUND.PENDING" or "PAYMENT.REFUND.FAILED" => Refund(channel, resource),
        "CUSTOMER.DISPUTE.CREATED" => Dispute(channel, resource, DisputeStage.Opened, raw),
        "CUSTOMER.DISPUTE.RESOLVED" => resource.At("dispute_outcome", "outcome_code").Text() switch
        {
            "RESOLVED_SELLER_FAVOUR" or "RESOLVED_WITH_PAYOUT" or "CANCELED_BY_BUYER" or "DENIED" => Dispute(channel, resource, DisputeStage.Won, raw),
            "RESOLVED_BUYER_FAVOUR" or "ACCEPTED" => Dispute(channel, resource, DisputeStage.Lost, raw),
            _ => NotPaid("it tells of a resolved dispute, but not who won"),
        },
        _ => null,
    };

    private static NotificationReading Refund(ChannelId channel, JsonElement refund) => PayPalRefunds.NumberOf(refund) is { } refundNo
        ? new NotificationReading.Refunded(new RefundNews(channel, refundNo, PayPalRefunds.Said(refund)), PayPalNotification.Success, PayPalNotification.TryLater)
        : NotPaid("it tells of a refund that was not asked for here");

    private static NotificationReading Dispute(ChannelId channel, JsonElement dispute, DisputeStage stage, string raw)
    {
        var payments = dispute.At("disputed_transactions");
        var payment = payments is { ValueKind: JsonValueKind.Array } && payments.GetArrayLength() > 0 ? payments[0].At("seller_transaction_id").Id() : null;
        if (dispute.At("dispute_id").Id() is not { } id || payment is null)
            return new NotificationReading.Refused("its dispute has no usable dispute_id or seller_transaction_id", PayPalNotification.Fail);
        var amount = dispute.At("dispute_amount", "value").Major(dispute.At("dispute_amount", "currency_code").Text());
        var news = new DisputeNews(channel, id, payment, amount, stage, dispute.At("reason").Text() ?? "", Moment(dispute.At("seller_response_due_date").Text()), raw);
        return new NotificationReading.Disputed(news, PayPalNotification.Success, PayPalNotification.TryLater);
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    private static NotificationReading.NotPaid NotPaid(string why) => new(why, PayPalNotification.Success);
}
