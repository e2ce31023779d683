using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epay;

/// <summary>Reads a gateway's JSON. Numbers come as numbers or as text, depending on the gateway.</summary>
internal static class EpayAnswer
{
    private const int UrlLengthMax = 2048;
    private const int RefusalLengthMax = 100;

    // What a phone opens to pay. Anything else, above all javascript:, is not for a buyer's browser.
    private static readonly string[] Schemes = ["http", "https", "weixin", "wxp", "alipay", "alipays", "alipayqr", "mqqapi", "mqqwallet", "upwrp"];

    /// <summary>Null when it says no, or names nothing a buyer could open.</summary>
    public static PayTarget? PayTarget(JsonElement answer, Uri gateway)
    {
        if (Text(answer, "code") != "1")
            return null;
        var pages = (string?[])[Url(answer, "payurl", gateway), Url(answer, "urlscheme", gateway), Url(answer, "qrcode", gateway)];
        return Array.Find(pages, page => page is not null) is { } page ? new PayTarget(page, pages[2] ?? page) : null;
    }

    /// <summary>Compares the gateway's books with what was notified.</summary>
    public static EpayConfirmation Confirmation(JsonElement answer, VerifiedPayment notified)
    {
        var code = Text(answer, "code");
        if (code is null)
            return EpayConfirmation.NoAnswer;
        var agrees = code == "1"
            && Text(answer, "status") == "1"
            && Text(answer, "trade_no") == notified.ProviderTransactionId
            && Text(answer, "out_trade_no") == notified.OrderNo
            && Money.TryParseMajor(Text(answer, "money"), CurrencyCode.Cny, out var money)
            && money == notified.Amount;
        return agrees ? EpayConfirmation.Paid : EpayConfirmation.Contradicted;
    }

    /// <summary>What a gateway says that does not accept us, cut at 100 characters and without control characters; null when it accepts.</summary>
    public static string? Refusal(JsonElement answer)
    {
        if (Text(answer, "code") == "1")
            return null;
        var said = string.Concat((Text(answer, "msg") ?? $"code {Text(answer, "code")}").Where(c => !char.IsControl(c)));
        return said.Length <= RefusalLengthMax ? said : said[..RefusalLengthMax];
    }

    private static string? Url(JsonElement answer, string name, Uri gateway)
    {
        if (Text(answer, name) is not { Length: > 0 and <= UrlLengthMax } text || !Uri.TryCreate(gateway, text, out var url))
            return null;
        return Schemes.Contains(url.Scheme) ? url.IsAbsoluteUri && text.Contains(':') ? text : url.AbsoluteUri : null;
    }

    private static string? Text(JsonElement answer, string name) => !answer.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
