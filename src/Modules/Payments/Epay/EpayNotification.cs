using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epay;

/// <summary>
/// Reads an epay notification, without asking anybody. 1. Its fields: GET query or POST form, decoded once, no name twice.
/// 2. The signature, in constant time. 3. The merchant id. 4. The status, without which nothing is paid. 5. What was paid: <c>money</c> is a
/// decimal in any spelling ("1", "9.9", "9.9000"). <c>sign_type</c> may be missing, <c>type</c> and <c>name</c> are free text.
/// </summary>
internal static class EpayNotification
{
    private const int StackBytesMax = 2048;
    private const int IdLengthMax = 128;

    private static readonly NotificationFacts PaidFacts = NotificationFacts.None with { Status = "TRADE_SUCCESS" };

    /// <summary>What a gateway takes for "delivered".</summary>
    public static readonly NotificationReply Success = NotificationReply.Text(200, "success");

    /// <summary>Gateways look for "success" in the body and send again without it; the status is for people and for gateways that read it.</summary>
    public static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");

    /// <summary>Sent again later: minutes at first, then hours.</summary>
    public static readonly NotificationReply TryLater = NotificationReply.Text(503, "fail");

    public static NotificationReading Read(ChannelId channel, EpayMerchant merchant, NotificationRequest request)
    {
        if (!NotificationText.IsForm(request))
            return Refused("the body is no form");
        var size = NotificationText.BytesMax(request);
        if (size > NotificationRequest.BodyBytesMax * 4)
            return Refused("it is too long");
        return size <= StackBytesMax
            ? Read(channel, merchant, request, stackalloc byte[StackBytesMax])
            : Read(channel, merchant, request, new byte[size]);
    }

    private static NotificationReading Read(ChannelId channel, EpayMerchant merchant, NotificationRequest request, Span<byte> space)
    {
        // 1. Fields
        if (!NotificationText.TryCopy(request, space, out var length))
            return Refused("it is no text");
        var fault = FormFields.TryRead(space[..length], stackalloc FormField[FormFields.FieldsMax], out var fields);
        if (fault != FormFault.None)
            return Refused(fault.Sentence());
        // 2. Signature
        if (fields.Text("sign_type"u8, IdLengthMax) is { } signType && !signType.Equals("MD5", StringComparison.OrdinalIgnoreCase))
            return Refused("its signature is of another kind than MD5");
        if (!EpaySignature.IsValid(fields, length, merchant.Key))
            return Refused("its signature is not valid") with { Facts = FactsOf(fields) };
        // 3. Merchant
        if (merchant.Pid is { } pid && !fields.Find("pid"u8).SequenceEqual(pid))
            return Refused("it is for another merchant") with { Facts = FactsOf(fields) };
        // 4. Status
        var status = fields.Find("trade_status"u8);
        if (status.IsEmpty)
            return Refused("it has no trade_status");
        if (!status.SequenceEqual("TRADE_SUCCESS"u8))
            return new NotificationReading.NotPaid("its trade_status is not TRADE_SUCCESS", Success) { Facts = FactsOf(fields) };
        // 5. Payment
        return Paid(channel, request, fields);
    }

    private static NotificationReading Paid(ChannelId channel, NotificationRequest request, in FormFields fields)
    {
        if (fields.Text("trade_no"u8, IdLengthMax) is not { } transaction)
            return Refused("it has no usable trade_no");
        if (fields.Text("out_trade_no"u8, IdLengthMax) is not { } orderNo)
            return Refused("it has no usable out_trade_no");
        if (fields.Find("money"u8).IsEmpty)
            return Refused("it has no money");
        return new NotificationReading.Paid(new VerifiedPayment(channel, transaction, orderNo, AmountOf(fields), NotificationText.Raw(request)), Success, TryLater) { Facts = PaidFacts };
    }

    private static Money? AmountOf(in FormFields fields) => Money.TryParseMajor(fields.Text("money"u8, IdLengthMax), CurrencyCode.Cny, out var money) ? money : null;

    private static NotificationFacts FactsOf(in FormFields fields) =>
        new(fields.Text("out_trade_no"u8, IdLengthMax), fields.Text("trade_no"u8, IdLengthMax), AmountOf(fields), fields.Text("trade_status"u8, IdLengthMax));

    private static NotificationReading.Refused Refused(string why) => new(why, Fail);
}
