using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Diner.Bench.Stage;
using Diner.Kernel;
using Diner.Payments.Forms;

namespace Diner.Bench.Load;

/// <summary>
/// A channel of the benchmark's shop, and what its provider sends when a buyer has paid: requests ready for the wire, signed beforehand with a key made
/// for the run, by the protocol's description and not by the code that will check it.
/// </summary>
internal abstract class PaidNotices
{
    /// <summary>The channel type.</summary>
    public abstract string Type { get; }

    /// <summary>What a merchant would enter to add the channel.</summary>
    public abstract IReadOnlyDictionary<string, string> Entries { get; }

    /// <summary>A request that tells of a payment. Called from several threads.</summary>
    public abstract byte[] Paid(ChannelId channel, Uri server, string orderNo, long amountMinor);

    /// <summary>True for the one answer that means the order is committed.</summary>
    public abstract bool IsSuccess(HttpAnswer answer);

    /// <summary>The channel's settings.</summary>
    public IReadOnlyDictionary<string, string> Settings() => Require.Value(ProviderForms.Find(Type)!.ToSettings(new ProviderEntries(Entries, CurrencyCode.Cny)));

    protected static string Transaction(string orderNo) => $"2026112222001{orderNo.Replace("-", "", StringComparison.Ordinal)}";

    protected static byte[] Post(ChannelId channel, Uri server, string contentType, string headers, byte[] body)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /pay/{channel.Value}/notify HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: {contentType}\r\n{headers}Content-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}

/// <summary>Alipay's asynchronous notification: a form of the fields a real one has, RSA2.</summary>
internal sealed class AlipayNotices : PaidNotices, IDisposable
{
    private const string AppId = "2021000000000001";
    private const string Seller = "2088000000000001";
    private static readonly byte[] Success = "success"u8.ToArray();

    private readonly SigningKey _alipay = new();

    public override string Type => "alipay";

    public override IReadOnlyDictionary<string, string> Entries => new Dictionary<string, string>
    {
        ["app_id"] = AppId,
        ["seller_id"] = Seller,
        ["private_key"] = _alipay.PrivatePem,
        ["alipay_key"] = _alipay.PublicPem,
        ["gateway"] = "https://openapi.alipay.com/gateway.do",
    };

    public override bool IsSuccess(HttpAnswer answer) => answer.Status == 200 && answer.Body.Span.SequenceEqual(Success);

    public override byte[] Paid(ChannelId channel, Uri server, string orderNo, long amountMinor)
    {
        var yuan = string.Create(CultureInfo.InvariantCulture, $"{amountMinor / 100}.{amountMinor % 100:00}");
        (string Name, string Value)[] fields =
        [
            ("app_id", AppId), ("auth_app_id", AppId), ("buyer_id", "2088000000000002"), ("buyer_pay_amount", yuan), ("charset", "utf-8"),
            ("fund_bill_list", $"[{{\"amount\":\"{yuan}\",\"fundChannel\":\"ALIPAYACCOUNT\"}}]"), ("gmt_create", "2026-11-26 10:00:00"), ("gmt_payment", "2026-11-26 10:00:05"),
            ("invoice_amount", yuan), ("notify_id", $"20261126{orderNo}"), ("notify_time", "2026-11-26 10:00:06"), ("notify_type", "trade_status_sync"),
            ("out_trade_no", orderNo), ("point_amount", "0.00"), ("receipt_amount", yuan), ("seller_id", Seller), ("subject", "Card"), ("total_amount", yuan),
            ("trade_no", Transaction(orderNo)), ("trade_status", "TRADE_SUCCESS"), ("version", "1.0"),
        ];
        var sign = _alipay.Sign(string.Join('&', fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => $"{field.Name}={field.Value}")));
        var form = string.Join('&', fields.Append(("sign", sign)).Append(("sign_type", "RSA2")).Select(field => $"{field.Item1}={WebUtility.UrlEncode(field.Item2)}"));
        return Post(channel, server, "application/x-www-form-urlencoded; charset=utf-8", "", Encoding.ASCII.GetBytes(form));
    }

    public void Dispose() => _alipay.Dispose();
}

/// <summary>WeChat Pay's notification, API v3: a sealed resource, RSA over time, nonce and body.</summary>
internal sealed class WeChatPayNotices : PaidNotices, IDisposable
{
    private const string MerchantId = "1900000001";
    private const string AppId = "wx0123456789abcdef";
    private const string ApiV3Key = "0123456789abcdef0123456789abcdef";
    private const string KeyId = "PUB_KEY_ID_0119000000012026";

    // A notification is good for five minutes around its time: between signing the first and sending the last more than that may pass.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(4);

    private readonly SigningKey _platform = new();
    private readonly string _timestamp = (TimeProvider.System.GetUtcNow() + Ahead).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public override string Type => "wechatpay";

    public override IReadOnlyDictionary<string, string> Entries => new Dictionary<string, string>
    {
        ["mchid"] = MerchantId,
        ["appid"] = AppId,
        ["api_key"] = ApiV3Key,
        ["private_key"] = _platform.PrivatePem,
        ["serial"] = "0123456789012345678901234567890123456789",
        ["public_key"] = _platform.PublicPem,
        ["public_key_id"] = KeyId,
        ["gateway"] = "https://api.mch.weixin.qq.com/",
    };

    public override bool IsSuccess(HttpAnswer answer) => answer.Status == 200;

    public override byte[] Paid(ChannelId channel, Uri server, string orderNo, long amountMinor)
    {
        var resource = $$$"""
            {"mchid":"{{{MerchantId}}}","appid":"{{{AppId}}}","out_trade_no":"{{{orderNo}}}","transaction_id":"{{{Transaction(orderNo)}}}","trade_type":"NATIVE","trade_state":"SUCCESS","trade_state_desc":"支付成功","bank_type":"OTHERS","attach":"","success_time":"2026-11-26T18:00:00+08:00","payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},"amount":{"total":{{{amountMinor}}},"payer_total":{{{amountMinor}}},"currency":"CNY","payer_currency":"CNY"}}
            """;
        var body = Encoding.UTF8.GetBytes($$$"""{"id":"EV-{{{orderNo}}}","create_time":"2026-11-26T18:00:01+08:00","resource_type":"encrypt-resource","event_type":"TRANSACTION.SUCCESS","summary":"支付成功","resource":{"original_type":"transaction","algorithm":"AEAD_AES_256_GCM","ciphertext":"{{{Seal(resource)}}}","associated_data":"transaction","nonce":"0123456789ab"}}""");
        var sign = _platform.Sign([.. Encoding.ASCII.GetBytes($"{_timestamp}\nnonce-{orderNo}\n"), .. body, (byte)'\n']);
        var headers = $"Wechatpay-Timestamp: {_timestamp}\r\nWechatpay-Nonce: nonce-{orderNo}\r\nWechatpay-Serial: {KeyId}\r\nWechatpay-Signature: {sign}\r\n";
        return Post(channel, server, "application/json", headers, body);
    }

    public void Dispose() => _platform.Dispose();

    private static string Seal(string plain)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var (text, tag) = (new byte[bytes.Length], new byte[16]);
        using var aes = new AesGcm(Encoding.UTF8.GetBytes(ApiV3Key), tag.Length);
        aes.Encrypt("0123456789ab"u8, bytes, text, tag, "transaction"u8);
        return Convert.ToBase64String([.. text, .. tag]);
    }
}

/// <summary>An RSA key pair made for the run, of which every thread has an object of its own.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly RSAParameters _key;
    private readonly ThreadLocal<RSA> _rsa;

    public SigningKey()
    {
        using var rsa = RSA.Create(2048);
        (_key, PrivatePem, PublicPem) = (rsa.ExportParameters(includePrivateParameters: true), rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportSubjectPublicKeyInfoPem());
        _rsa = new ThreadLocal<RSA>(() => RSA.Create(_key));
    }

    public string PrivatePem { get; }

    public string PublicPem { get; }

    public string Sign(string content) => Sign(Encoding.UTF8.GetBytes(content));

    public string Sign(byte[] content) => Convert.ToBase64String(_rsa.Value!.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public void Dispose() => _rsa.Dispose();
}
