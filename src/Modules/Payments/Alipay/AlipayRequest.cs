using System.Globalization;
using System.Text.Json;
using Diner.Payments.Channels;

namespace Diner.Payments.Alipay;

/// <summary>What we send to Alipay's gateway: common fields, the business content as JSON, and the signature over all of them, sorted by name.</summary>
internal static class AlipayRequest
{
    private const int SubjectCharsMax = 256;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The fields of a call, signed.</summary>
    public static Dictionary<string, string> Signed(AlipaySettings settings, string method, object content, DateTimeOffset now, PaymentRequest? payment = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["app_id"] = settings.App,
            ["method"] = method,
            ["format"] = "JSON",
            ["charset"] = "utf-8",
            ["sign_type"] = "RSA2",
            ["timestamp"] = Moment(now),
            ["version"] = "1.0",
            ["biz_content"] = JsonSerializer.Serialize(content),
        };
        if (settings is { AppCertificateSerial: { } app, RootCertificateSerial: { } root })
            (fields["app_cert_sn"], fields["alipay_root_cert_sn"]) = (app, root);
        if (payment is not null)
            (fields["notify_url"], fields["return_url"]) = (payment.NotifyUrl.AbsoluteUri, payment.ReturnUrl.AbsoluteUri);
        fields["sign"] = settings.Key.Sign(string.Join('&', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")));
        return fields;
    }

    /// <summary>The business content of a payment.</summary>
    public static Dictionary<string, string> Content(PaymentRequest payment, string productCode) => new()
    {
        ["out_trade_no"] = payment.OrderNo,
        ["product_code"] = productCode,
        ["total_amount"] = payment.Amount.ToMajorString(),
        ["subject"] = Subject(payment.Subject, payment.OrderNo),
        ["time_expire"] = Moment(payment.ExpiresAt),
    };

    /// <summary>The address the buyer opens. Every value is escaped exactly once.</summary>
    public static string Url(AlipaySettings settings, Dictionary<string, string> signed) =>
        settings.GatewayUrl.AbsoluteUri + "?" + string.Join('&', signed.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

    // The gateway refuses / = & in a subject.
    private static string Subject(string subject, string otherwise)
    {
        var plain = string.Concat(subject.Where(letter => !char.IsControl(letter)).Select(letter => letter is '/' or '=' or '&' ? ' ' : letter)).Trim();
        return plain.Length == 0 ? otherwise : plain.Length <= SubjectCharsMax ? plain : plain[..(char.IsHighSurrogate(plain[SubjectCharsMax - 1]) ? SubjectCharsMax - 1 : SubjectCharsMax)];
    }

    private static string Moment(DateTimeOffset moment) => moment.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
