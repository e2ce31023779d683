using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>Calls WeChat Pay's API v3, signs each request, and checks that the answer is the platform's own.</summary>
internal sealed class WeChatPayClient(ProviderClient provider, TimeProvider clock)
{
    private const string Scheme = "WECHATPAY2-SHA256-RSA2048";
    private const string TestOrderNo = "diner-connection-test";
    private const int DescriptionRunesMax = 63; // The API takes 127 characters, and a rune may be two of them.

    /// <summary>A QR code to scan. The same order asked twice is the same payment.</summary>
    public async Task<Result<PayTarget>> OpenNativeAsync(WeChatPaySettings settings, PaymentRequest payment, CancellationToken ct)
    {
        var said = await CallAsync(settings, HttpMethod.Post, "v3/pay/transactions/native", Content(settings, payment), ct);
        if (!said.IsOk)
            return said.Problem;
        return said.Value.At("code_url").Text() is { Length: > 0 } qr ? new PayTarget(qr, qr) : ProviderClient.NoAnswer;
    }

    /// <summary>An address that opens WeChat on the buyer's phone.</summary>
    public async Task<Result<PayTarget>> OpenH5Async(WeChatPaySettings settings, PaymentRequest payment, CancellationToken ct)
    {
        var content = Content(settings, payment);
        content["scene_info"] = new JsonObject { ["payer_client_ip"] = payment.Payer.Address.Length > 0 ? payment.Payer.Address : "127.0.0.1", ["h5_info"] = new JsonObject { ["type"] = "Wap" } };
        var said = await CallAsync(settings, HttpMethod.Post, "v3/pay/transactions/h5", content, ct);
        if (!said.IsOk)
            return said.Problem;
        if (said.Value.At("h5_url").Text() is not { Length: > 0 } url)
            return ProviderClient.NoAnswer;
        var target = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}redirect_url={Uri.EscapeDataString(payment.ReturnUrl.AbsoluteUri)}";
        return new PayTarget(target, target);
    }

    /// <summary>Asks for an order that there is not: the platform says so only to a merchant it knows, whose signature it can check.</summary>
    public async Task<Problem?> TestAsync(WeChatPaySettings settings, CancellationToken ct)
    {
        var said = await CallAsync(settings, HttpMethod.Get, $"v3/pay/transactions/out-trade-no/{TestOrderNo}?mchid={settings.Merchant.MerchantId}", content: null, ct);
        if (!said.IsOk)
            return said.Problem;
        return said.Value.At("code").Text() is null or "ORDER_NOT_EXIST" or "ORDERNOTEXIST" or "RESOURCE_NOT_EXISTS" ? null : Refused(said.Value);
    }

    private async Task<Result<JsonElement>> CallAsync(WeChatPaySettings settings, HttpMethod method, string path, JsonObject? content, CancellationToken ct)
    {
        var body = content?.ToJsonString() ?? "";
        using var request = new HttpRequestMessage(method, new Uri(settings.ApiUrl, path));
        request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, Authorization(settings, method, request.RequestUri!.PathAndQuery, body));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Diner");
        if (content is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var sent = await provider.SendAsync(request, ct);
        if (!sent.IsOk)
            return sent.Problem;
        using var answer = JsonFields.TryParse(sent.Value.Body);
        if (answer is null)
            return ProviderClient.NoAnswer;
        // 1. Who could not check our signature signs nothing.
        if (sent.Value.Status is 401 or 403)
            return Refused(answer.RootElement);
        // 2. Everything else is the platform's own, or is not believed.
        if (WeChatPaySignature.Fault(settings.Merchant.Keys, name => sent.Value.Headers.GetValueOrDefault(name), sent.Value.Body, clock.GetUtcNow()) is { } fault)
            return new Problem(ProblemCode.ChannelUnavailable, $"The answer is not the platform's: {fault}. Check the public key or certificates in the settings.", "public_key");
        return answer.RootElement.Clone();
    }

    private string Authorization(WeChatPaySettings settings, HttpMethod method, string pathAndQuery, string body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        var signature = settings.Key.Sign($"{method.Method}\n{pathAndQuery}\n{timestamp}\n{nonce}\n{body}\n");
        return $"mchid=\"{settings.Merchant.MerchantId}\",nonce_str=\"{nonce}\",signature=\"{signature}\",timestamp=\"{timestamp}\",serial_no=\"{settings.KeySerial}\"";
    }

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

    private static Problem Refused(JsonElement said) =>
        new(ProblemCode.ChannelUnavailable, $"WeChat Pay answered, but does not accept this merchant and key: {said.At("message").Text()} ({said.At("code").Text()})", "private_key");
}
