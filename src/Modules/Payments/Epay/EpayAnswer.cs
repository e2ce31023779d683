using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epay;

/// <summary>Reads a gateway's JSON. Numbers come as numbers or as text, depending on the gateway.</summary>
internal static class EpayAnswer
{
    private const string Refunded = "2";
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

    /// <summary>What a row of the gateway's books says of a payment; <see cref="ProblemCode.ChannelUnavailable"/> with the gateway's words when it is no such row.</summary>
    public static Result<PaymentAnswer> Payment(JsonElement answer, ChannelId channel, string orderNo)
    {
        var code = Text(answer, "code");
        if (code == "-1")
            return new PaymentAnswer.Open();
        if (code != "1")
            return new Problem(ProblemCode.ChannelUnavailable, $"The gateway does not say what became of the payment: {Refusal(answer)}", "channel");
        if (Text(answer, "out_trade_no") != orderNo)
            return ProviderClient.NoAnswer;
        return Text(answer, "status") switch
        {
            "1" when answer.At("trade_no").Id() is { } transaction => new PaymentAnswer.Paid(new VerifiedPayment(channel, transaction, orderNo, MoneyOf(answer), answer.GetRawText())),
            "0" => new PaymentAnswer.Open(),
            Refunded => new PaymentAnswer.Closed(),
            _ => ProviderClient.NoAnswer,
        };
    }

    /// <summary>What the gateway calls an order whose money went back.</summary>
    public static bool IsRefunded(JsonElement answer) => Text(answer, "code") == "1" && Text(answer, "status") == Refunded;

    /// <summary>Success of a refund is code 0, unlike everywhere else in the protocol; null then, and the gateway's words otherwise.</summary>
    public static string? RefundRefusal(JsonElement answer) => Text(answer, "code") == "0" ? null : Said(answer);

    /// <summary>What a gateway says that does not accept us, cut at 100 characters and without control characters; null when it accepts.</summary>
    public static string? Refusal(JsonElement answer)
    {
        if (Text(answer, "code") == "1")
            return null;
        return Said(answer);
    }

    private static string Said(JsonElement answer)
    {
        var said = string.Concat((Text(answer, "msg") ?? $"code {Text(answer, "code")}").Where(c => !char.IsControl(c)));
        return said.Length <= RefusalLengthMax ? said : said[..RefusalLengthMax];
    }

    private static Money? MoneyOf(JsonElement answer) => Money.TryParseMajor(Text(answer, "money"), CurrencyCode.Cny, out var money) ? money : null;

    private static string? Url(JsonElement answer, string name, Uri gateway)
    {
        if (Text(answer, name) is not { Length: > 0 and <= UrlLengthMax } text || !Uri.TryCreate(gateway, text, out var url))
            return null;
        return Schemes.Contains(url.Scheme) ? url.IsAbsoluteUri && text.Contains(':') ? text : url.AbsoluteUri : null;
    }

    private static string? Text(JsonElement answer, string name) => answer.At(name).Text();
}
