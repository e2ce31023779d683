using System.Text;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>
/// Reads a notification of WeChat Pay v3. 1. Its headers, not older or newer than five minutes. 2. The signature over time, nonce and the raw
/// body, by the platform's key of that serial number; probes with a wrong one (<c>WECHATPAY/SIGNTEST/</c>) are refused like any forgery.
/// 3. The resource, opened with the APIv3 key. 4. Merchant and application. 5. What it tells: a payment, a refund, something else.
/// </summary>
internal static class WeChatPayNotification
{
    public static readonly NotificationReply Success = NotificationReply.Json(200, """{"code":"SUCCESS","message":"成功"}""");

    /// <summary>The status outranks the body: with 200 it would not be sent again.</summary>
    public static readonly NotificationReply Fail = NotificationReply.Json(400, """{"code":"FAIL","message":"失败"}""");

    public static readonly NotificationReply TryLater = NotificationReply.Json(503, """{"code":"FAIL","message":"稍后重试"}""");

    public static NotificationReading Read(ChannelId channel, WeChatPayMerchant merchant, NotificationRequest request, DateTimeOffset now)
    {
        // 1. Headers, 2. Signature
        if (WeChatPaySignature.Fault(merchant.Keys, request.Headers, request.Body.Span, now) is { } fault)
            return Refused(fault);
        // 3. Resource
        using var notice = JsonFields.TryParse(request.Body);
        if (notice is null)
            return Refused("its body is no JSON object");
        if (merchant.ApiV3Key is null)
            return new NotificationReading.Unconfirmed("its resource cannot be opened without the APIv3 key", TryLater);
        var opened = WeChatPayResource.Open(notice.RootElement.At("resource"), merchant.ApiV3Key);
        if (opened is null)
            return new NotificationReading.Unconfirmed("its resource does not open with our APIv3 key", TryLater);
        using var resource = JsonFields.TryParse(opened);
        return resource is null
            ? Refused("its resource is no JSON object")
            : Told(channel, merchant, notice.RootElement.At("event_type").Text() ?? "", resource.RootElement, Encoding.UTF8.GetString(request.Body.Span));
    }

    private static NotificationReading Told(ChannelId channel, WeChatPayMerchant merchant, string eventType, JsonElement resource, string raw)
    {
        var facts = FactsOf(resource);
        // 4. Merchant
        if (merchant.MerchantId is { } id && resource.At("mchid").Text() != id)
            return Refused("it is for another merchant") with { Facts = facts };
        // 5. What it tells
        if (eventType.StartsWith("REFUND.", StringComparison.Ordinal))
            return Refund(channel, eventType, resource, facts);
        if (eventType != "TRANSACTION.SUCCESS")
            return NotPaid($"it tells of {(eventType.Length > 0 ? eventType : "nothing")}", facts);
        if (merchant.AppId is { } app && resource.At("appid").Text() != app)
            return Refused("it is for another application") with { Facts = facts };
        if (facts.Status != "SUCCESS")
            return NotPaid("its trade_state is not SUCCESS", facts);
        if (facts.TransactionId is null || facts.OrderNo is null)
            return Refused("it has no usable transaction_id or out_trade_no") with { Facts = facts };
        return new NotificationReading.Paid(new VerifiedPayment(channel, facts.TransactionId, facts.OrderNo, facts.Amount, raw), Success, TryLater) { Facts = facts };
    }

    private static NotificationReading Refund(ChannelId channel, string eventType, JsonElement resource, NotificationFacts facts) =>
        resource.At("out_refund_no").Id() is { } number && WeChatPayRefunds.Stage(facts.Status, resource.At("refund_id").Id()) is { } stage
            ? new NotificationReading.Refunded(new RefundNews(channel, number, stage), Success, TryLater) { Facts = facts }
            : NotPaid($"it tells of {eventType} without a number or a state that we know", facts);

    // A payment says amount.total, a refund amount.refund; refunds name no currency, because they are of what was paid.
    private static NotificationFacts FactsOf(JsonElement resource)
    {
        var isRefund = resource.At("refund_status").ValueKind == JsonValueKind.String;
        var currency = resource.At("amount", "currency").Text() ?? CurrencyCode.Cny.Code;
        return new NotificationFacts(
            resource.At("out_trade_no").Id(),
            resource.At("transaction_id").Id(),
            resource.At("amount", isRefund ? "refund" : "total").Minor(currency),
            resource.At(isRefund ? "refund_status" : "trade_state").Text());
    }

    private static NotificationReading.NotPaid NotPaid(string why, NotificationFacts facts) => new(why, Success) { Facts = facts };

    private static NotificationReading.Refused Refused(string why) => new(why, Fail);
}
