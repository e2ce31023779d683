using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.WeChatPay;

/// <summary>Calls WeChat Pay's API v3, signs each request, and checks that the answer is the platform's own.</summary>
internal sealed class WeChatPayClient(ProviderClient provider, TimeProvider clock)
{
    private const string Scheme = "WECHATPAY2-SHA256-RSA2048";

    /// <summary>
    /// Calls the API. The platform's signed answer of any status; <see cref="ProblemCode.ChannelUnavailable"/> when there was none, or one that is not
    /// the platform's. Steps: 1. sign and send; 2. leave alone what an overloaded platform says; 3. who could not check our signature signs nothing;
    /// 4. everything else is signed or is not believed.
    /// </summary>
    /// <param name="settings">The account.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Without a leading slash, with the query.</param>
    /// <param name="content">The body of a POST.</param>
    /// <param name="ct">Stops the call.</param>
    public async Task<Result<WeChatPayAnswer>> AskAsync(WeChatPaySettings settings, HttpMethod method, string path, JsonObject? content, CancellationToken ct)
    {
        // 1. Send
        using var request = Signed(settings, method, path, content?.ToJsonString() ?? "");
        var sent = await provider.SendAsync(request, ct);
        if (!sent.IsOk)
            return sent.Problem;
        var (status, body, headers) = (sent.Value.Status, sent.Value.Body, sent.Value.Headers);
        // 2. Overload
        if (status is 429 or >= 500)
            return ProviderClient.NoAnswer;
        using var answer = body.Length == 0 ? null : JsonFields.TryParse(body);
        if (answer is null && status != 204)
            return ProviderClient.NoAnswer;
        // 3. Not known to it
        if (status is 401 || (status is 403 && !headers.ContainsKey("Wechatpay-Signature")))
            return Refused(new WeChatPayAnswer(status, answer?.RootElement ?? default));
        // 4. Signature
        if (WeChatPaySignature.Fault(settings.Merchant.Keys, name => headers.GetValueOrDefault(name), body, clock.GetUtcNow()) is { } fault)
            return new Problem(ProblemCode.ChannelUnavailable, $"The answer is not the platform's: {fault}. Check the public key or certificates in the settings.", "public_key");
        return new WeChatPayAnswer(status, answer?.RootElement.Clone() ?? default);
    }

    /// <summary>What a merchant is told whose account the platform does not accept.</summary>
    public static Problem Refused(WeChatPayAnswer answer) =>
        new(ProblemCode.ChannelUnavailable, $"WeChat Pay answered, but does not accept this merchant and key: {answer.Said}", "private_key");

    private HttpRequestMessage Signed(WeChatPaySettings settings, HttpMethod method, string path, string body)
    {
        var request = new HttpRequestMessage(method, new Uri(settings.ApiUrl, path));
        request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, Authorization(settings, method, request.RequestUri!.PathAndQuery, body));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Diner");
        // While certificates are replaced by a public key, the platform signs with the one that is named here.
        if (settings.PublicKeyId is { } id)
            request.Headers.Add("Wechatpay-Serial", id);
        if (method == HttpMethod.Post)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    private string Authorization(WeChatPaySettings settings, HttpMethod method, string pathAndQuery, string body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        var signature = settings.Key.Sign($"{method.Method}\n{pathAndQuery}\n{timestamp}\n{nonce}\n{body}\n");
        return $"mchid=\"{settings.Merchant.MerchantId}\",nonce_str=\"{nonce}\",signature=\"{signature}\",timestamp=\"{timestamp}\",serial_no=\"{settings.KeySerial}\"";
    }
}
