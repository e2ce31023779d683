using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Diner.Testing.Doubles;

/// <summary>
/// A double of WeChat Pay's API v3: checks our signature, signs its answers, seals and signs its notifications, and keeps books. It also signs a
/// buyer in by OAuth, as WeChat's own browser does without asking. A refund is taken on at once and settled when a test says so.
/// </summary>
public sealed class WeChatPayServer : IAsyncDisposable
{
    /// <summary>The only merchant it knows.</summary>
    public const string MerchantId = "1900000001";

    /// <summary>That merchant's application.</summary>
    public const string AppId = "wx0123456789abcdef";

    /// <summary>The secret of the official account of that id.</summary>
    public const string AppSecret = "abcdef0123456789abcdef0123456789";

    /// <summary>The serial number of that merchant's certificate.</summary>
    public const string KeySerial = "0123456789012345678901234567890123456789";

    /// <summary>The APIv3 key.</summary>
    public const string ApiV3Key = "0123456789abcdef0123456789abcdef";

    /// <summary>The id of the platform's public key.</summary>
    public const string PublicKeyId = "PUB_KEY_ID_0119000000012026";

    /// <summary>The id of the key it changes to.</summary>
    public const string NextPublicKeyId = "PUB_KEY_ID_0119000000012027";

    private readonly ConcurrentDictionary<string, JsonElement> _asked = new();
    private readonly ConcurrentDictionary<string, string> _refundStates = new();
    private readonly WeChatSignIn _signIn = new();

    private WeChatPayServer()
    {
    }

    /// <summary>The server, its books and its post.</summary>
    public DoubleHost Host { get; private set; } = null!;

    /// <summary>The merchant's key pair.</summary>
    public RSA MerchantKey { get; } = RSA.Create(2048);

    /// <summary>The platform's key pair.</summary>
    public RSA PlatformKey { get; } = RSA.Create(2048);

    /// <summary>The key pair it changes to.</summary>
    public RSA NextPlatformKey { get; } = RSA.Create(2048);

    /// <summary>The code every refund is refused with, such as NOT_ENOUGH; null to do them.</summary>
    public string? RefusesRefundsWith { get; set; }

    /// <summary>Where it is; ends with a slash.</summary>
    public string Url => Host.Url;

    /// <summary>What was asked to be opened, by order number.</summary>
    public IReadOnlyDictionary<string, JsonElement> Asked => _asked;

    /// <summary>Starts listening.</summary>
    public static async Task<WeChatPayServer> StartAsync(CancellationToken ct)
    {
        var server = new WeChatPayServer();
        server.Host = await DoubleHost.StartAsync(server.Map, ct);
        return server;
    }

    /// <summary>The buyer pays; the shop's answers to the notification.</summary>
    public async Task<IReadOnlyList<Told>> PayAsync(string orderNo, Mischief how, CancellationToken ct)
    {
        var order = Host.Books.Find(orderNo) ?? throw new InvalidOperationException($"Nobody opened an order {orderNo}.");
        if (how != Mischief.NotPaid)
            order = Host.Books.Pay(orderNo, order.AskedMinor + (how == Mischief.WrongAmount ? 1 : 0)) ?? throw new InvalidOperationException("The order is closed.");
        return await Host.Postman.DeliverAsync(() => Write(order.NotifyUrl, "TRANSACTION.SUCCESS", JsonSerializer.Serialize(WeChatPayEnvelope.Row(order, how)), how), how, ct);
    }

    /// <summary>Sends a notification whose signature is wrong on purpose, as the platform does to see whether it is refused.</summary>
    public async Task<IReadOnlyList<Told>> ProbeAsync(string orderNo, CancellationToken ct)
    {
        var order = Host.Books.Find(orderNo)!;
        var letter = Write(order.NotifyUrl, "TRANSACTION.SUCCESS", JsonSerializer.Serialize(WeChatPayEnvelope.Row(order, Mischief.None)), Mischief.None);
        var probe = letter with { Headers = [.. letter.Headers.Select(header => header.Name == "Wechatpay-Signature" ? (header.Name, "WECHATPAY/SIGNTEST/" + header.Value) : header)] };
        return await Host.Postman.DeliverAsync(() => probe, Mischief.None, ct);
    }

    /// <summary>Settles a refund and tells the shop: <c>SUCCESS</c>, <c>CLOSED</c> or <c>ABNORMAL</c>.</summary>
    public async Task<IReadOnlyList<Told>> SettleRefundAsync(string refundNo, string status, Mischief how, CancellationToken ct)
    {
        var refund = Host.Books.FindRefund(refundNo)!;
        var order = Host.Books.Find(refund.OrderNo)!;
        _refundStates[refundNo] = status;
        var told = JsonSerializer.Serialize(new
        {
            mchid = how == Mischief.WrongMerchant ? "1900000002" : MerchantId,
            out_trade_no = order.OrderNo,
            transaction_id = order.TransactionId,
            out_refund_no = refundNo,
            refund_id = refund.ProviderRefundId,
            refund_status = status,
            amount = new { total = order.PaidMinor, refund = refund.AmountMinor, payer_total = order.PaidMinor, payer_refund = refund.AmountMinor },
        });
        return await Host.Postman.DeliverAsync(() => Write(order.NotifyUrl, $"REFUND.{status}", told, how), how, ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        MerchantKey.Dispose();
        PlatformKey.Dispose();
        NextPlatformKey.Dispose();
    }

    private void Map(WebApplication app)
    {
        app.MapPost("/v3/pay/transactions/{kind}", (Delegate)OpenAsync);
        app.MapGet("/v3/pay/transactions/out-trade-no/{orderNo}", (Delegate)QueryAsync);
        app.MapPost("/v3/pay/transactions/out-trade-no/{orderNo}/close", (Delegate)CloseAsync);
        app.MapPost("/v3/refund/domestic/refunds", (Delegate)RefundAsync);
        app.MapGet("/v3/refund/domestic/refunds/{refundNo}", (Delegate)QueryRefundAsync);
        app.MapGet("/connect/oauth2/authorize", (Delegate)_signIn.Authorize);
        app.MapGet("/sns/oauth2/access_token", (Delegate)_signIn.Exchange);
    }

    private async Task OpenAsync(HttpContext http)
    {
        if (await ReadAsync(http) is not { } body)
            return;
        var order = JsonSerializer.Deserialize<JsonElement>(body);
        var orderNo = order.GetProperty("out_trade_no").GetString()!;
        var kind = (string)http.GetRouteValue("kind")!;
        var amount = order.GetProperty("amount");
        var trade = new Trade(orderNo, amount.GetProperty("total").GetInt64(), amount.GetProperty("currency").GetString()!, order.GetProperty("notify_url").GetString()!, $"42{orderNo}");
        var isAnonymous = kind == "jsapi" && order.GetProperty("payer").GetProperty("openid").GetString() is not { Length: > 0 };
        if (isAnonymous || Host.Books.Open(trade) is null)
        {
            await AnswerAsync(http, 400, new { code = "INVALID_REQUEST", message = isAnonymous ? "openid不能为空" : "订单号重复" });
            return;
        }

        _asked[orderNo] = order;
        await AnswerAsync(http, 200, kind switch
        {
            "h5" => new { h5_url = $"https://wx.tenpay.com/h5?prepay_id={orderNo}" },
            "jsapi" => new { prepay_id = $"wx{orderNo}" },
            _ => (object)new { code_url = $"weixin://wxpay/bizpayurl?pr={orderNo}" },
        });
    }

    private async Task QueryAsync(HttpContext http)
    {
        if (await ReadAsync(http) is null)
            return;
        var order = Host.Books.Find((string)http.GetRouteValue("orderNo")!);
        await AnswerAsync(http, order is null ? 404 : 200, order is null ? new { code = "ORDER_NOT_EXIST", message = "订单不存在" } : WeChatPayEnvelope.Row(order, Mischief.None));
    }

    private async Task CloseAsync(HttpContext http)
    {
        if (await ReadAsync(http) is null)
            return;
        var order = Host.Books.Find((string)http.GetRouteValue("orderNo")!);
        if (order is null)
            await AnswerAsync(http, 404, new { code = "ORDER_NOT_EXIST", message = "订单不存在" });
        else if (order.State == TradeState.Open && Host.Books.Close(order.OrderNo) is not null)
            await AnswerAsync(http, 204, null);
        else
            await AnswerAsync(http, 400, new { code = order.State == TradeState.Paid ? "ORDERPAID" : "ORDER_CLOSED", message = "订单已支付或已关闭" });
    }

    private async Task RefundAsync(HttpContext http)
    {
        if (await ReadAsync(http) is not { } body)
            return;
        var asked = JsonSerializer.Deserialize<JsonElement>(body);
        var refundNo = asked.GetProperty("out_refund_no").GetString()!;
        var order = Host.Books.Trades.FirstOrDefault(trade => trade.TransactionId == asked.GetProperty("transaction_id").GetString());
        if (RefusesRefundsWith is { } code)
            await AnswerAsync(http, 403, new { code, message = "退款被拒绝" });
        else if (order is null)
            await AnswerAsync(http, 404, new { code = "RESOURCE_NOT_EXISTS", message = "订单不存在" });
        else if (Host.Books.Refund(new BookedRefund(refundNo, order.OrderNo, asked.GetProperty("amount").GetProperty("refund").GetInt64(), $"50{refundNo}")) is RefundOutcome.Booked or RefundOutcome.Known)
            await AnswerAsync(http, 200, Row(Host.Books.FindRefund(refundNo)!));
        else
            await AnswerAsync(http, 400, new { code = "INVALID_REQUEST", message = "订单已全额退款，或与之前的请求不一致" });
    }

    private async Task QueryRefundAsync(HttpContext http)
    {
        if (await ReadAsync(http) is null)
            return;
        var refund = Host.Books.FindRefund((string)http.GetRouteValue("refundNo")!);
        await AnswerAsync(http, refund is null ? 404 : 200, refund is null ? new { code = "RESOURCE_NOT_EXISTS", message = "退款单不存在" } : Row(refund));
    }

    private object Row(BookedRefund refund) => new
    {
        refund_id = refund.ProviderRefundId,
        out_refund_no = refund.RefundNo,
        out_trade_no = refund.OrderNo,
        transaction_id = Host.Books.Find(refund.OrderNo)!.TransactionId,
        status = _refundStates.GetValueOrDefault(refund.RefundNo, "PROCESSING"),
        amount = new { total = Host.Books.Find(refund.OrderNo)!.PaidMinor, refund = refund.AmountMinor, currency = "CNY" },
    };

    // The body; null when it is not signed by the merchant, and then it is answered.
    private async Task<string?> ReadAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (WeChatPayEnvelope.IsSigned(http.Request, body, MerchantKey))
            return body;
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await http.Response.WriteAsync("""{"code":"SIGN_ERROR","message":"签名错误"}""");
        return null;
    }

    // Signed with the key the caller names.
    private async Task AnswerAsync(HttpContext http, int status, object? content)
    {
        var body = content is null ? "" : JsonSerializer.Serialize(content);
        var isNext = http.Request.Headers["Wechatpay-Serial"] == NextPublicKeyId;
        http.Response.StatusCode = status;
        foreach (var (name, value) in WeChatPayEnvelope.Headers(isNext ? NextPlatformKey : PlatformKey, isNext ? NextPublicKeyId : PublicKeyId, body, Host.Clock.GetUtcNow()))
            http.Response.Headers[name] = value;
        if (body.Length > 0)
            await http.Response.WriteAsync(body);
    }

    private Letter Write(string url, string eventType, string resource, Mischief how)
    {
        var at = Host.Clock.GetUtcNow() - (how == Mischief.ExpiredTimestamp ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        var body = JsonSerializer.Serialize(new { id = $"n-{RandomNumberGenerator.GetHexString(8)}", create_time = at, event_type = eventType, resource_type = "encrypt-resource", resource = WeChatPayEnvelope.Seal(resource) });
        var (key, serial) = how switch
        {
            Mischief.ForgedSign => (MerchantKey, PublicKeyId),
            Mischief.RotatedKey => (NextPlatformKey, NextPublicKeyId),
            _ => (PlatformKey, PublicKeyId),
        };
        return new Letter(url, "application/json", Encoding.UTF8.GetBytes(body), [.. WeChatPayEnvelope.Headers(key, serial, body, at)]);
    }
}
