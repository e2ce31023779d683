using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>
/// Reads Alipay's asynchronous notification (异步通知). 1. Its fields: a POST form, decoded once, no name twice. 2. The signature: RSA2, over the
/// decoded fields without <c>sign</c> and <c>sign_type</c>. 3. Application and seller. 4. The status: <c>TRADE_SUCCESS</c> and <c>TRADE_FINISHED</c>
/// say that it was paid, unless it tells of a refund, which comes with the status the trade has had all along. 5. What was paid:
/// <c>total_amount</c>, in yuan.
/// </summary>
internal static class AlipayNotification
{
    private const int IdLengthMax = 128;
    private const int StackBytesMax = 4096;

    /// <summary>Exactly these seven characters, or it comes again: eight times in 25 hours.</summary>
    public static readonly NotificationReply Success = NotificationReply.Text(200, "success");

    public static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");

    public static readonly NotificationReply TryLater = NotificationReply.Text(503, "fail");

    public static NotificationReading Read(ChannelId channel, AlipayMerchant merchant, NotificationRequest request)
    {
        if (!NotificationText.IsInBody(request) || !NotificationText.IsForm(request))
            return Refused("it is no form that was posted");
        // 1. Fields, decoded in a copy
        var size = request.Body.Length;
        return size <= StackBytesMax ? Read(channel, merchant, request, stackalloc byte[StackBytesMax]) : Read(channel, merchant, request, new byte[size]);
    }

    private static NotificationReading Read(ChannelId channel, AlipayMerchant merchant, NotificationRequest request, Span<byte> space)
    {
        var text = space[..request.Body.Length];
        request.Body.Span.CopyTo(text);
        var fault = FormFields.TryRead(text, stackalloc FormField[FormFields.FieldsMax], out var fields);
        if (fault != FormFault.None)
            return Refused(fault.Sentence());
        var facts = FactsOf(fields);
        // 2. Signature
        if (fields.Text("sign_type"u8, IdLengthMax) is { } signType && signType != "RSA2")
            return Refused("its signature is of another kind than RSA2", facts);
        if (!IsSigned(fields, text.Length, merchant))
            return Refused("its signature is not valid", facts);
        // 3. Merchant
        if (merchant.AppId is { } app && fields.Text("app_id"u8, IdLengthMax) != app)
            return Refused("it is for another application", facts);
        if (merchant.SellerId is { } seller && fields.Text("seller_id"u8, IdLengthMax) != seller)
            return Refused("it is for another seller", facts);
        // 4. Status
        if (facts.Status is null)
            return Refused("it has no trade_status", facts);
        if (!fields.Find("refund_fee"u8).IsEmpty)
            return NotPaid("it tells of a refund", facts);
        if (facts.Status is not ("TRADE_SUCCESS" or "TRADE_FINISHED"))
            return NotPaid("its trade_status is neither TRADE_SUCCESS nor TRADE_FINISHED", facts);
        // 5. Payment
        if (facts.TransactionId is null || facts.OrderNo is null)
            return Refused("it has no usable trade_no or out_trade_no", facts);
        if (fields.Find("total_amount"u8).IsEmpty)
            return Refused("it has no total_amount", facts);
        return new NotificationReading.Paid(new VerifiedPayment(channel, facts.TransactionId, facts.OrderNo, facts.Amount, NotificationText.Raw(request)), Success, TryLater) { Facts = facts };
    }

    private static bool IsSigned(in FormFields fields, int textLength, AlipayMerchant merchant)
    {
        Span<byte> content = textLength <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[textLength];
        var length = fields.WriteSigned(content);
        return merchant.AlipayKey.VerifiesUtf8(content[..length], fields.Find("sign"u8));
    }

    private static NotificationFacts FactsOf(in FormFields fields) => new(
        fields.Text("out_trade_no"u8, IdLengthMax),
        fields.Text("trade_no"u8, IdLengthMax),
        Money.TryParseMajor(fields.Text("total_amount"u8, IdLengthMax), CurrencyCode.Cny, out var money) ? money : null,
        fields.Text("trade_status"u8, IdLengthMax));

    private static NotificationReading.NotPaid NotPaid(string why, NotificationFacts facts) => new(why, Success) { Facts = facts };

    private static NotificationReading.Refused Refused(string why, NotificationFacts? facts = null) => new(why, Fail) { Facts = facts ?? NotificationFacts.None };
}
