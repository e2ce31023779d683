using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Diner.Testing.Doubles;

/// <summary>How the double tells of a payment.</summary>
public enum WeChatPayMischief
{
    /// <summary>As it should.</summary>
    None,

    /// <summary>One fen more than was asked for.</summary>
    WrongAmount,

    /// <summary>For another merchant.</summary>
    WrongMerchant,

    /// <summary>Signed by a key that is not the platform's.</summary>
    ForgedSign,

    /// <summary>A probe whose signature is wrong on purpose.</summary>
    SignTest,

    /// <summary>With a timestamp of an hour ago.</summary>
    Old,

    /// <summary>A refund.</summary>
    Refund,
}

/// <summary>A double of WeChat Pay's API v3: a real HTTP server on loopback that checks our signature, signs its answers, and seals and signs its notifications.</summary>
public sealed class WeChatPayServer : IAsyncDisposable
{
    /// <summary>The only merchant it knows.</summary>
    public const string MerchantId = "1900000001";

    /// <summary>That merchant's application.</summary>
    public const string AppId = "wx0123456789abcdef";

    /// <summary>The serial number of that merchant's certificate.</summary>
    public const string KeySerial = "0123456789012345678901234567890123456789";

    /// <summary>The APIv3 key.</summary>
    public const string ApiV3Key = "0123456789abcdef0123456789abcdef";

    /// <summary>The id of the platform's public key.</summary>
    public const string PublicKeyId = "PUB_KEY_ID_0119000000012026";

    private readonly ConcurrentDictionary<string, JsonElement> _orders = new();
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private WeChatPayServer(WebApplication app) => _app = app;

    /// <summary>The merchant's key pair.</summary>
    public RSA MerchantKey { get; } = RSA.Create(2048);

    /// <summary>The platform's key pair.</summary>
    public RSA PlatformKey { get; } = RSA.Create(2048);

    /// <summary>Where it is; ends with a slash.</summary>
    public string Url => _app.Urls.First() + "/";

    /// <summary>What was asked for, by order number.</summary>
    public IReadOnlyDictionary<string, JsonElement> Orders => _orders;

    /// <summary>Starts listening.</summary>
    public static async Task<WeChatPayServer> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new WeChatPayServer(app);
        app.MapPost("/v3/pay/transactions/{kind}", (Delegate)server.OpenAsync);
        app.MapGet("/v3/pay/transactions/out-trade-no/{orderNo}", (Delegate)server.QueryAsync);
        await app.StartAsync(ct);
        return server;
    }

    /// <summary>The buyer pays; the status of the shop's answer to the notification.</summary>
    public async Task<int> PayAsync(string orderNo, WeChatPayMischief mischief, CancellationToken ct)
    {
        var order = _orders[orderNo];
        var total = order.GetProperty("amount").GetProperty("total").GetInt64() + (mischief == WeChatPayMischief.WrongAmount ? 1 : 0);
        var merchant = mischief == WeChatPayMischief.WrongMerchant ? "1900000002" : MerchantId;
        var payment = JsonSerializer.Serialize(new { mchid = merchant, appid = AppId, out_trade_no = orderNo, transaction_id = $"42{orderNo}", trade_state = "SUCCESS", amount = new { total, payer_total = total, currency = "CNY" } });
        var refund = JsonSerializer.Serialize(new { mchid = merchant, out_trade_no = orderNo, transaction_id = $"42{orderNo}", refund_status = "SUCCESS", amount = new { total, refund = total } });
        var isRefund = mischief == WeChatPayMischief.Refund;
        var body = JsonSerializer.Serialize(new { id = $"n-{orderNo}", event_type = isRefund ? "REFUND.SUCCESS" : "TRANSACTION.SUCCESS", resource_type = "encrypt-resource", resource = Seal(isRefund ? refund : payment) });
        using var request = new HttpRequestMessage(HttpMethod.Post, order.GetProperty("notify_url").GetString()) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        var at = TimeProvider.System.GetUtcNow() - (mischief == WeChatPayMischief.Old ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        foreach (var (name, value) in Headers(mischief == WeChatPayMischief.ForgedSign ? MerchantKey : PlatformKey, body, at))
            request.Headers.TryAddWithoutValidation(name, name == "Wechatpay-Signature" && mischief == WeChatPayMischief.SignTest ? "WECHATPAY/SIGNTEST/" + value : value);
        using var answer = await _http.SendAsync(request, ct);
        return (int)answer.StatusCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        MerchantKey.Dispose();
        PlatformKey.Dispose();
    }

    private async Task OpenAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (!await IsOursAsync(http, body))
            return;
        var order = JsonSerializer.Deserialize<JsonElement>(body);
        var orderNo = order.GetProperty("out_trade_no").GetString()!;
        _orders[orderNo] = order;
        var isH5 = (string?)http.GetRouteValue("kind") == "h5";
        await AnswerAsync(http, 200, isH5 ? JsonSerializer.Serialize(new { h5_url = $"https://wx.tenpay.com/h5?prepay_id={orderNo}" }) : JsonSerializer.Serialize(new { code_url = $"weixin://wxpay/bizpayurl?pr={orderNo}" }));
    }

    private async Task QueryAsync(HttpContext http)
    {
        if (await IsOursAsync(http, ""))
            await AnswerAsync(http, 404, """{"code":"ORDER_NOT_EXIST","message":"订单不存在"}""");
    }

    private async Task<bool> IsOursAsync(HttpContext http, string body)
    {
        var authorization = http.Request.Headers.Authorization.ToString().Split(' ', 2);
        var fields = authorization.Length < 2 ? [] : authorization[1].Split(',').Select(field => field.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('"'));
        var signed = $"{http.Request.Method}\n{http.Request.Path}{http.Request.QueryString}\n{fields.GetValueOrDefault("timestamp")}\n{fields.GetValueOrDefault("nonce_str")}\n{body}\n";
        if (authorization[0] == "WECHATPAY2-SHA256-RSA2048" && fields.GetValueOrDefault("mchid") == MerchantId && fields.GetValueOrDefault("serial_no") == KeySerial
            && MerchantKey.VerifyData(Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(fields["signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return true;
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await http.Response.WriteAsync("""{"code":"SIGN_ERROR","message":"签名错误"}""");
        return false;
    }

    private async Task AnswerAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in Headers(PlatformKey, body, TimeProvider.System.GetUtcNow()))
            http.Response.Headers[name] = value;
        await http.Response.WriteAsync(body);
    }

    private static IEnumerable<(string Name, string Value)> Headers(RSA key, string body, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes($"{timestamp}\nnonce\n{body}\n"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return [("Wechatpay-Timestamp", timestamp), ("Wechatpay-Nonce", "nonce"), ("Wechatpay-Serial", PublicKeyId), ("Wechatpay-Signature", signature)];
    }

    private static object Seal(string plain)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var (text, tag) = (new byte[bytes.Length], new byte[16]);
        using var aes = new AesGcm(Encoding.UTF8.GetBytes(ApiV3Key), tag.Length);
        aes.Encrypt("0123456789ab"u8, bytes, text, tag, "transaction"u8);
        return new { algorithm = "AEAD_AES_256_GCM", ciphertext = Convert.ToBase64String([.. text, .. tag]), nonce = "0123456789ab", associated_data = "transaction" };
    }
}
