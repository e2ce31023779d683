using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epusdt;

/// <summary>
/// Trades of epusdt and BEpusdt: opened with a signed call, asked about at the address its own checkout page asks, cancelled at BEpusdt only. The
/// trade's id is the payment's reference and its number.
/// </summary>
internal sealed class EpusdtClient(ProviderClient provider)
{
    private const string Done = "200";
    private const string Taken = "10002";
    private const string NoTrade = "diner-connection-test";

    public async Task<Result<PayTarget>> OpenAsync(EpusdtSettings settings, PaymentRequest payment, CancellationToken ct)
    {
        for (var time = 1; time <= EpusdtOrderId.TimesMax; time++)
        {
            var asked = await PostAsync(settings, "create-transaction", Fields(settings, payment, EpusdtOrderId.At(payment.OrderNo, time)), ct);
            if (!asked.IsOk)
                return asked.Problem;
            using var answer = asked.Value;
            var (root, data) = (answer.RootElement, answer.RootElement.At("data"));
            if (IsTaken(root))
                continue;
            if (root.At("status_code").Text() != Done)
                return new Problem(ProblemCode.ChannelUnavailable, $"The server does not open this payment: {root.At("message").Text()}", "channel");
            // The trade is asked about later without a word of its amount, so it must be this one.
            if (data.At("amount").Major(payment.Amount.Currency.Code) != payment.Amount)
                return ProviderClient.NoAnswer;
            return data.At("payment_url").Text() is { Length: > 0 } url && data.At("trade_id").Id() is { } id ? new PayTarget(url, url) { Reference = id } : ProviderClient.NoAnswer;
        }

        return new Problem(ProblemCode.ChannelUnavailable, $"This order was opened {EpusdtOrderId.TimesMax} times at the payment server already. Choose another way to pay.", "channel");
    }

    public async Task<Result<PaymentAnswer>> QueryAsync(EpusdtSettings settings, ChannelId channel, PaymentAttempt attempt, CancellationToken ct)
    {
        if (attempt.Reference is not { } id)
            return new PaymentAnswer.Open();
        var asked = await StatusAsync(settings, id, ct);
        if (!asked.IsOk)
            return asked.Problem;
        using var answer = asked.Value;
        var (root, trade) = (answer.RootElement, TradeOf(answer.RootElement));
        if (trade.At("trade_id").Id() != id)
            return ProviderClient.NoAnswer;
        return trade.At("status").Text() switch
        {
            // Nothing is signed here: only the certificate says who answers.
            "2" when settings.ServerUrl.Scheme == Uri.UriSchemeHttps || settings.ServerUrl.IsLoopback =>
                new PaymentAnswer.Paid(new VerifiedPayment(channel, id, attempt.OrderNo, attempt.Amount, root.GetRawText())),
            "2" => ProviderClient.NoAnswer,
            "3" or "4" or "6" => new PaymentAnswer.Closed(),
            _ => new PaymentAnswer.Open(),
        };
    }

    /// <summary>Cancels at BEpusdt. Null when it was cancelled or had run out.</summary>
    public async Task<Problem?> CloseAsync(EpusdtSettings settings, PaymentAttempt attempt, CancellationToken ct)
    {
        if (attempt.Reference is not { } id)
            return null;
        if (settings.IsBepusdt)
        {
            var asked = await PostAsync(settings, "cancel-transaction", new Dictionary<string, string> { ["trade_id"] = id }, ct);
            if (!asked.IsOk)
                return asked.Problem;
            using var answer = asked.Value;
            if (answer.RootElement.At("status_code").Text() == Done)
                return null;
        }

        var found = await QueryAsync(settings, default, attempt, ct);
        if (!found.IsOk)
            return found.Problem;
        return found.Value is PaymentAnswer.Closed ? null : new Problem(ProblemCode.WrongState, "The payment cannot be closed: it was paid, is being paid, or the server has no way to close it before it runs out.", "channel");
    }

    /// <summary>Sends a call that opens nothing, because it names no amount: the server refuses it for that only when it can check our signature.</summary>
    public async Task<Problem?> TestAsync(EpusdtSettings settings, CancellationToken ct)
    {
        var content = Signed(settings, new Dictionary<string, string> { ["order_id"] = NoTrade });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ServerUrl, "api/v1/order/create-transaction")) { Content = content };
        var sent = await provider.SendAsync(request, ct);
        if (!sent.IsOk)
            return sent.Problem;
        using var answer = JsonFields.TryParse(sent.Value.Body);
        var said = answer is null ? null : answer.RootElement.At("message").Text() ?? answer.RootElement.At("error").Text();
        if (said is null)
            return ProviderClient.NoAnswer;
        return sent.Value.Status is 401 or 403 || said.Contains("签名", StringComparison.Ordinal) || said.Contains("signature", StringComparison.OrdinalIgnoreCase)
            ? new Problem(ProblemCode.ChannelUnavailable, $"The server answered, but does not accept this token: {said}", EpusdtSettings.Token)
            : null;
    }

    private async Task<Result<JsonDocument>> PostAsync(EpusdtSettings settings, string what, Dictionary<string, string> fields, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ServerUrl, $"api/v1/order/{what}")) { Content = Signed(settings, fields) };
        return await provider.AskAsync(request, ct);
    }

    private async Task<Result<JsonDocument>> StatusAsync(EpusdtSettings settings, string id, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.ServerUrl, $"pay/check-status/{Uri.EscapeDataString(id)}"));
        return await provider.AskAsync(request, ct);
    }

    private static Dictionary<string, string> Fields(EpusdtSettings settings, PaymentRequest payment, string orderId)
    {
        var fields = new Dictionary<string, string>
        {
            ["order_id"] = orderId,
            ["amount"] = payment.Amount.Major.ToString("0.##", CultureInfo.InvariantCulture),
            ["notify_url"] = payment.NotifyUrl.AbsoluteUri,
            ["redirect_url"] = payment.ReturnUrl.AbsoluteUri,
        };
        if (settings.IsBepusdt)
            fields["trade_type"] = settings.Coin;
        return fields;
    }

    private static StringContent Signed(EpusdtSettings settings, Dictionary<string, string> fields)
    {
        var body = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value))) { ["signature"] = JsonSignature.Md5(fields, settings.ApiToken) };
        if (fields.TryGetValue("amount", out var amount))
            body["amount"] = JsonNode.Parse(amount); // A number, in the very form that is signed.
        return new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
    }

    // epusdt has a number for it; BEpusdt hands on what its database said.
    private static bool IsTaken(JsonElement root) =>
        root.At("status_code").Text() == Taken || root.At("message").Text() is { } said && (said.Contains("UNIQUE", StringComparison.OrdinalIgnoreCase) || said.Contains("已存在", StringComparison.Ordinal));

    // epusdt wraps it, BEpusdt does not.
    private static JsonElement TradeOf(JsonElement root) => root.At("data") is { ValueKind: JsonValueKind.Object } data ? data : root;
}
