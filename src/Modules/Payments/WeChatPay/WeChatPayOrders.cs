using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>Orders at WeChat Pay: opened, asked about by our number, closed.</summary>
internal sealed class WeChatPayOrders(WeChatPayClient client)
{
    private const string Orders = "v3/pay/transactions";
    private const string TestOrderNo = "diner-connection-test";
    private const int DescriptionRunesMax = 63; // The API takes 127 characters, and a rune may be two of them.

    private static readonly Problem PaidMeanwhile = new(ProblemCode.WrongState, "The payment was made before it could be closed.", "order");

    /// <summary>A QR code to scan. The same order asked twice is the same payment.</summary>
    public async Task<Result<PayTarget>> OpenNativeAsync(WeChatPaySettings settings, PaymentRequest payment, CancellationToken ct)
    {
        var opened = await OpenAsync(settings, "native", Content(settings, payment), "code_url", ct);
        return opened.IsOk ? new PayTarget(opened.Value, opened.Value) : opened.Problem;
    }

    /// <summary>An address that opens WeChat on the buyer's phone.</summary>
    public async Task<Result<PayTarget>> OpenH5Async(WeChatPaySettings settings, PaymentRequest payment, CancellationToken ct)
    {
        var content = Content(settings, payment);
        content["scene_info"] = new JsonObject { ["payer_client_ip"] = payment.Payer.Address.Length > 0 ? payment.Payer.Address : "127.0.0.1", ["h5_info"] = new JsonObject { ["type"] = "Wap" } };
        var opened = await OpenAsync(settings, "h5", content, "h5_url", ct);
        if (!opened.IsOk)
            return opened.Problem;
        var url = opened.Value;
        var target = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}redirect_url={Uri.EscapeDataString(payment.ReturnUrl.AbsoluteUri)}";
        return new PayTarget(target, target);
    }

    /// <summary>For a buyer inside WeChat who is known by their openid: the prepay_id that WeChat's bridge wants.</summary>
    public Task<Result<string>> OpenJsapiAsync(WeChatPaySettings settings, PaymentRequest payment, string openId, CancellationToken ct)
    {
        var content = Content(settings, payment);
        content["payer"] = new JsonObject { ["openid"] = openId };
        return OpenAsync(settings, "jsapi", content, "prepay_id", ct);
    }

    /// <summary>
    /// What has become of an order. One that was refunded counts as closed: whoever sent the money back by hand, before we knew that it had come,
    /// does not want it delivered.
    /// </summary>
    public async Task<Result<PaymentAnswer>> QueryAsync(ChannelId channel, WeChatPaySettings settings, string orderNo, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, HttpMethod.Get, Named(settings, orderNo), content: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        var answer = asked.Value;
        if (!answer.IsDone)
            return WeChatPayVerdicts.Of(answer) == WeChatPayVerdict.Unknown ? new PaymentAnswer.Open() : answer.Undecided;
        if (answer.Node.At("mchid").Text() != settings.Merchant.MerchantId || answer.Node.At("out_trade_no").Text() != orderNo)
            return ProviderClient.NoAnswer;
        return answer.Node.At("trade_state").Text() switch
        {
            "SUCCESS" => Paid(channel, answer, orderNo),
            "NOTPAY" or "USERPAYING" or "PAYERROR" or "ACCEPT" => new PaymentAnswer.Open(),
            "CLOSED" or "REVOKED" or "REFUND" => new PaymentAnswer.Closed(),
            _ => ProviderClient.NoAnswer,
        };
    }

    /// <summary>Null when nobody can pay it any more. The platform refuses to close what is paid and what is closed alike; asking says which.</summary>
    public async Task<Problem?> CloseAsync(ChannelId channel, WeChatPaySettings settings, string orderNo, CancellationToken ct)
    {
        var content = new JsonObject { ["mchid"] = settings.Merchant.MerchantId };
        var asked = await client.AskAsync(settings, HttpMethod.Post, $"{Orders}/out-trade-no/{Uri.EscapeDataString(orderNo)}/close", content, ct);
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.IsDone || WeChatPayVerdicts.Of(asked.Value) == WeChatPayVerdict.Unknown)
            return null;
        var found = await QueryAsync(channel, settings, orderNo, ct);
        if (!found.IsOk)
            return found.Problem;
        return found.Value switch
        {
            PaymentAnswer.Closed => null,
            PaymentAnswer.Paid => PaidMeanwhile,
            _ => asked.Value.Undecided,
        };
    }

    /// <summary>Asks for an order that there is not: the platform says so only to a merchant it knows, whose signature it can check.</summary>
    public async Task<Problem?> TestAsync(WeChatPaySettings settings, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, HttpMethod.Get, Named(settings, TestOrderNo), content: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        return asked.Value.IsDone || WeChatPayVerdicts.Of(asked.Value) == WeChatPayVerdict.Unknown ? null : WeChatPayClient.Refused(asked.Value);
    }

    private async Task<Result<string>> OpenAsync(WeChatPaySettings settings, string kind, JsonObject content, string field, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, HttpMethod.Post, $"{Orders}/{kind}", content, ct);
        if (!asked.IsOk)
            return asked.Problem;
        return asked.Value.IsDone && asked.Value.Node.At(field).Text() is { Length: > 0 } opened ? opened : ProviderClient.NoAnswer;
    }

    // The same number, amount and transaction id as the notification carries.
    private static Result<PaymentAnswer> Paid(ChannelId channel, WeChatPayAnswer answer, string orderNo)
    {
        if (answer.Node.At("transaction_id").Id() is not { } transaction)
            return ProviderClient.NoAnswer;
        var amount = answer.Node.At("amount", "total").Minor(answer.Node.At("amount", "currency").Text() ?? CurrencyCode.Cny.Code);
        return new PaymentAnswer.Paid(new VerifiedPayment(channel, transaction, orderNo, amount, answer.Node.GetRawText()));
    }

    private static string Named(WeChatPaySettings settings, string orderNo) => $"{Orders}/out-trade-no/{Uri.EscapeDataString(orderNo)}?mchid={settings.Merchant.MerchantId}";

    private static JsonObject Content(WeChatPaySettings settings, PaymentRequest payment) => new()
    {
        ["appid"] = settings.Merchant.AppId,
        ["mchid"] = settings.Merchant.MerchantId,
        ["description"] = Description(payment.Subject, payment.OrderNo),
        ["out_trade_no"] = payment.OrderNo,
        ["time_expire"] = payment.ExpiresAt.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        ["notify_url"] = payment.NotifyUrl.AbsoluteUri,
        ["amount"] = new JsonObject { ["total"] = payment.Amount.AmountMinor, ["currency"] = payment.Amount.Currency.Code },
    };

    private static string Description(string subject, string otherwise)
    {
        var plain = string.Concat(subject.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Take(DescriptionRunesMax)).Trim();
        return plain.Length > 0 ? plain : otherwise;
    }
}
