using System.Globalization;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>What a buyer inside WeChat is about to pay. It travels in the address of our page, signed, so that nothing is stored before WeChat has said who the buyer is.</summary>
internal static class WeChatPayTicket
{
    /// <summary>Our page of that payment, at the house's own address: that is the one WeChat is told to trust.</summary>
    public static Uri ToUrl(ChannelConfig channel, PaymentRequest payment)
    {
        var fields = new Dictionary<string, string>
        {
            ["order"] = payment.OrderNo,
            ["fen"] = payment.Amount.AmountMinor.ToString(CultureInfo.InvariantCulture),
            ["subject"] = payment.Subject,
            ["notify"] = payment.NotifyUrl.AbsoluteUri,
            ["return"] = payment.ReturnUrl.AbsoluteUri,
            ["expires"] = payment.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        fields[FieldSignature.Field] = FieldSignature.Sign(FieldSignature.WeChatTicket, fields, channel.Required(WeChatPaySettings.AppSecretName));
        var query = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return new Uri(payment.NotifyUrl, $"/pay/{channel.Id.Value:D}/wechat?{query}");
    }

    /// <summary>The payment, and the code WeChat has added to the address when it had signed the buyer in; null when the address was not made by this channel.</summary>
    public static (PaymentRequest Payment, string? Code)? Read(ChannelConfig channel, string query)
    {
        var fields = TextFields.Read(new NotificationRequest("GET", query, "", ReadOnlyMemory<byte>.Empty, static _ => null));
        if (fields is null || channel.Optional(WeChatPaySettings.AppSecretName, "") is not { Length: > 0 } secret)
            return null;
        fields.Remove("code", out var code);
        fields.Remove("state");
        if (!FieldSignature.IsValid(FieldSignature.WeChatTicket, fields, secret))
            return null;
        // What we signed ourselves can be read, or it is a bug.
        var amount = Money.Cny(long.Parse(fields["fen"], CultureInfo.InvariantCulture));
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields["expires"], CultureInfo.InvariantCulture));
        return (new PaymentRequest(fields["order"], amount, fields["subject"], new Uri(fields["notify"]), new Uri(fields["return"]), new Payer("", PayerDevice.WeChat), expiresAt), code);
    }
}
