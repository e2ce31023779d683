using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Epay;

/// <summary>What we send to open a payment, signed: the fields of submit.php, and those mapi.php wants besides.</summary>
internal static partial class EpayOrder
{
    private const int NameBytesMax = 127;

    /// <summary>The fields of submit.php.</summary>
    public static Dictionary<string, string> Fields(EpaySettings settings, PaymentRequest request)
    {
        // A gateway appends its parameters with "?" or with "&" and does not always look which; without a query both are right.
        Invariant.Require(request.NotifyUrl.Query.Length == 0 && request.NotifyUrl.Fragment.Length == 0, "an epay notify address has no query");
        Invariant.Require(OrderNoPattern().IsMatch(request.OrderNo), "an epay order number has only letters, digits and ._-|");
        Invariant.Require(request.Amount.AmountMinor > 0, "an epay amount is positive");
        var fields = new Dictionary<string, string>
        {
            ["pid"] = settings.Pid,
            ["out_trade_no"] = request.OrderNo,
            ["notify_url"] = request.NotifyUrl.AbsoluteUri,
            ["return_url"] = request.ReturnUrl.AbsoluteUri,
            ["name"] = Name(request.Subject, request.OrderNo),
            ["money"] = request.Amount.ToMajorString(),
        };
        if (settings.PayType.Length > 0)
            fields["type"] = settings.PayType;
        return fields;
    }

    /// <summary>The fields of mapi.php.</summary>
    public static Dictionary<string, string> MapiFields(EpaySettings settings, PaymentRequest request)
    {
        var fields = Fields(settings, request);
        fields["clientip"] = IPAddress.TryParse(request.Payer.Address, out var address) ? address.ToString() : "127.0.0.1";
        fields["device"] = Device(request.Payer.Device);
        return fields;
    }

    /// <summary>Adds the signature to the fields.</summary>
    public static Dictionary<string, string> Sign(Dictionary<string, string> fields, string key)
    {
        fields["sign"] = EpaySignature.Sign(fields, key);
        fields["sign_type"] = "MD5";
        return fields;
    }

    /// <summary>The address the buyer opens. Every value is escaped exactly once.</summary>
    public static string SubmitUrl(EpaySettings settings, Dictionary<string, string> signed) =>
        new Uri(settings.GatewayUrl, "submit.php").AbsoluteUri + "?" + string.Join('&', signed.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

    // Gateways refuse or cut a longer name, some in the middle of a character, and then the signature is wrong.
    internal static string Name(string subject, string otherwise)
    {
        var name = new StringBuilder(subject.Length);
        var bytes = 0;
        foreach (var rune in subject.Trim().EnumerateRunes())
        {
            if (Rune.IsControl(rune))
                continue;
            bytes += rune.Utf8SequenceLength;
            if (bytes > NameBytesMax)
                break;
            name.Append(rune);
        }

        var kept = name.ToString().TrimEnd();
        return kept.Length > 0 ? kept : otherwise;
    }

    private static string Device(PayerDevice device) => device switch
    {
        PayerDevice.Computer => "pc",
        PayerDevice.Phone => "mobile",
        PayerDevice.WeChat => "wechat",
        PayerDevice.Alipay => "alipay",
        PayerDevice.Qq => "qq",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    [GeneratedRegex(@"^[a-zA-Z0-9._\-|]{1,64}\z")]
    private static partial Regex OrderNoPattern();
}
