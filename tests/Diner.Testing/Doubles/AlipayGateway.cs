using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Diner.Testing.Doubles;

/// <summary>How the double tells of a payment.</summary>
public enum AlipayMischief
{
    /// <summary>As it should.</summary>
    None,

    /// <summary>One fen more than was asked for.</summary>
    WrongAmount,

    /// <summary>For another application.</summary>
    WrongApp,

    /// <summary>Signed by a key that is not Alipay's.</summary>
    ForgedSign,

    /// <summary>The buyer has not paid yet.</summary>
    Waiting,

    /// <summary>A part was refunded, which Alipay tells with the status of a paid trade.</summary>
    Refunded,
}

/// <summary>A double of Alipay's open platform gateway: a real HTTP server on loopback that refuses what the real one refuses, and signs with a key of its own.</summary>
public sealed class AlipayGateway : IAsyncDisposable
{
    /// <summary>The only application it knows.</summary>
    public const string AppId = "2021000000000001";

    private static readonly string[] Needed = ["app_id", "method", "charset", "sign_type", "timestamp", "version", "biz_content", "sign"];

    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _trades = new();
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private AlipayGateway(WebApplication app) => _app = app;

    /// <summary>The application's key pair.</summary>
    public RSA AppKey { get; } = RSA.Create(2048);

    /// <summary>Alipay's key pair.</summary>
    public RSA AlipayKey { get; } = RSA.Create(2048);

    /// <summary>What <c>app_cert_sn</c> must be; null in key mode, where there must be none.</summary>
    public string? AppCertificateSerial { get; set; }

    /// <summary>Where it is.</summary>
    public string Url => _app.Urls.First() + "/gateway.do";

    /// <summary>The business content of the trades it has opened, by order number.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Trades => _trades;

    /// <summary>Starts listening.</summary>
    public static async Task<AlipayGateway> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var gateway = new AlipayGateway(app);
        app.MapMethods("/gateway.do", ["GET", "POST"], (Delegate)gateway.AnswerAsync);
        await app.StartAsync(ct);
        return gateway;
    }

    /// <summary>The buyer pays; the shop's answer to the notification.</summary>
    public async Task<string> PayAsync(string orderNo, AlipayMischief mischief, CancellationToken ct)
    {
        var trade = _trades[orderNo];
        var amount = decimal.Parse(trade["total_amount"], System.Globalization.CultureInfo.InvariantCulture) + (mischief == AlipayMischief.WrongAmount ? 0.01m : 0);
        var fields = new Dictionary<string, string>
        {
            ["notify_type"] = "trade_status_sync",
            ["notify_id"] = $"n-{orderNo}",
            ["charset"] = "utf-8",
            ["subject"] = trade["subject"],
            ["out_trade_no"] = orderNo,
            ["trade_no"] = $"2026{orderNo}",
            ["total_amount"] = amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
            ["trade_status"] = mischief == AlipayMischief.Waiting ? "WAIT_BUYER_PAY" : "TRADE_SUCCESS",
            ["app_id"] = mischief == AlipayMischief.WrongApp ? "2021000000000002" : AppId,
            ["refund_fee"] = mischief == AlipayMischief.Refunded ? "0.01" : "",
        };
        fields["sign"] = Sign(mischief == AlipayMischief.ForgedSign ? AppKey : AlipayKey, Content(fields));
        fields["sign_type"] = "RSA2";
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(trade["notify_url"], form, ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        AppKey.Dispose();
        AlipayKey.Dispose();
    }

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        var fields = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
            : http.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (Refusal(fields) is { } refusal)
            return Results.Text(JsonSerializer.Serialize(new { error_response = refusal }), "application/json");
        var content = JsonSerializer.Deserialize<Dictionary<string, string>>(fields["biz_content"])!;
        switch (fields["method"])
        {
            case "alipay.trade.page.pay" or "alipay.trade.wap.pay":
                Open(fields, content);
                return Results.Text($"<h1>支付宝</h1><p>{WebUtility.HtmlEncode(content["subject"])}</p>", "text/html", Encoding.UTF8);
            case "alipay.trade.precreate":
                Open(fields, content);
                return Signed("alipay_trade_precreate_response", new { code = "10000", msg = "Success", out_trade_no = content["out_trade_no"], qr_code = $"https://qr.alipay.com/{content["out_trade_no"]}" });
            case "alipay.trade.query" when !_trades.ContainsKey(content["out_trade_no"]):
                return Signed("alipay_trade_query_response", new { code = "40004", msg = "Business Failed", sub_code = "ACQ.TRADE_NOT_EXIST", sub_msg = "交易不存在" });
            default:
                return Signed("error_response", new { code = "40002", msg = "Invalid Arguments", sub_code = "isv.invalid-method" });
        }
    }

    private object? Refusal(Dictionary<string, string> fields)
    {
        if (Array.Find(Needed, name => string.IsNullOrEmpty(fields.GetValueOrDefault(name))) is { } missing)
            return new { code = "40001", msg = "Missing Required Arguments", sub_code = $"isv.missing-{missing}" };
        if (fields["app_id"] != AppId)
            return new { code = "40002", msg = "Invalid Arguments", sub_code = "isv.invalid-app-id", sub_msg = "无效的AppID参数" };
        if (fields.GetValueOrDefault("app_cert_sn") != AppCertificateSerial)
            return new { code = "40002", msg = "Invalid Arguments", sub_code = "isv.invalid-app-cert-sn" };
        var signature = Convert.FromBase64String(fields["sign"]);
        return AppKey.VerifyData(Encoding.UTF8.GetBytes(Content(fields)), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? null
            : new { code = "40002", msg = "Invalid Arguments", sub_code = "isv.invalid-signature", sub_msg = "验签出错" };
    }

    private void Open(Dictionary<string, string> fields, Dictionary<string, string> content)
    {
        content["method"] = fields["method"];
        content["notify_url"] = fields["notify_url"];
        _trades[content["out_trade_no"]] = content;
    }

    private IResult Signed(string name, object node)
    {
        var json = JsonSerializer.Serialize(node);
        return Results.Text($$"""{"{{name}}":{{json}},"sign":"{{Sign(AlipayKey, json)}}"}""", "application/json", Encoding.UTF8);
    }

    private static string Sign(RSA key, string content) => Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Content(Dictionary<string, string> fields) => string.Join(
        '&', fields.Where(field => field.Key != "sign" && field.Value.Length > 0).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
}
