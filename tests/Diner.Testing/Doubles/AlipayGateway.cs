using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>
/// A double of Alipay's open platform gateway: refuses what the real one refuses, signs with a key of its own, and keeps books. A trade of its page
/// comes into being when the page is opened.
/// </summary>
public sealed class AlipayGateway : IAsyncDisposable
{
    /// <summary>The only application it knows.</summary>
    public const string AppId = "2021000000000001";

    private static readonly string[] Needed = ["app_id", "method", "charset", "sign_type", "timestamp", "version", "biz_content", "sign"];

    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _asked = new();
    private readonly RSA _nextKey = RSA.Create(2048);

    private AlipayGateway()
    {
    }

    /// <summary>The server, its books and its post.</summary>
    public DoubleHost Host { get; private set; } = null!;

    /// <summary>The application's key pair.</summary>
    public RSA AppKey { get; } = RSA.Create(2048);

    /// <summary>Alipay's key pair.</summary>
    public RSA AlipayKey { get; } = RSA.Create(2048);

    /// <summary>What <c>app_cert_sn</c> must be; null in key mode, where there must be none.</summary>
    public string? AppCertificateSerial { get; set; }

    /// <summary>Answers to a refund that moved money leave <c>fund_change</c> out, as the real ones may.</summary>
    public bool HidesFundChange { get; set; }

    /// <summary>The <c>sub_code</c> every refund is refused with; null to do them.</summary>
    public string? RefusesRefundsWith { get; set; }

    /// <summary>Its transfers to other accounts.</summary>
    public AlipayTransferDesk Transfers { get; } = new();

    /// <summary>Where it is.</summary>
    public string Url => Host.Url + "gateway.do";

    /// <summary>The business content of what was asked to be opened, by order number.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Asked => _asked;

    /// <summary>Starts listening.</summary>
    public static async Task<AlipayGateway> StartAsync(CancellationToken ct)
    {
        var gateway = new AlipayGateway();
        gateway.Host = await DoubleHost.StartAsync(gateway.Map, ct);
        return gateway;
    }

    /// <summary>The buyer pays; the shop's answers to the notification.</summary>
    public async Task<IReadOnlyList<Told>> PayAsync(string orderNo, Mischief how, CancellationToken ct)
    {
        var trade = Host.Books.Find(orderNo) ?? throw new InvalidOperationException($"Nobody opened a trade for {orderNo}.");
        if (how != Mischief.NotPaid)
            trade = Host.Books.Pay(orderNo, trade.AskedMinor + (how == Mischief.WrongAmount ? 1 : 0)) ?? throw new InvalidOperationException("The trade is closed.");
        return await Host.Postman.DeliverAsync(() => Write(trade, how, refundedMinor: 0), how, ct);
    }

    /// <summary>Tells that a part was refunded, which Alipay does with the status of a paid trade.</summary>
    public async Task<IReadOnlyList<Told>> TellRefundAsync(string orderNo, CancellationToken ct)
    {
        var trade = Host.Books.Find(orderNo)!;
        return await Host.Postman.DeliverAsync(() => Write(trade, Mischief.None, trade.RefundedMinor), Mischief.None, ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        AppKey.Dispose();
        AlipayKey.Dispose();
        _nextKey.Dispose();
    }

    private void Map(WebApplication app)
    {
        app.MapMethods("/gateway.do", ["GET", "POST"], (Delegate)AnswerAsync);
        app.MapPost("/cashier/{orderNo}", async (string orderNo, CancellationToken ct) =>
        {
            await PayAsync(orderNo, Mischief.None, ct);
            return Results.Redirect(_asked[orderNo]["return_url"]);
        });
    }

    private Letter Write(Trade trade, Mischief how, long refundedMinor)
    {
        var fields = new Dictionary<string, string>
        {
            ["notify_type"] = "trade_status_sync",
            ["notify_id"] = $"n-{trade.OrderNo}",
            ["notify_time"] = Beijing(Host.Clock.GetUtcNow() - (how == Mischief.ExpiredTimestamp ? TimeSpan.FromHours(1) : TimeSpan.Zero)),
            ["charset"] = "utf-8",
            ["subject"] = _asked[trade.OrderNo]["subject"],
            ["out_trade_no"] = trade.OrderNo,
            ["trade_no"] = trade.TransactionId,
            ["total_amount"] = Yuan(trade.State == TradeState.Paid ? trade.PaidMinor : trade.AskedMinor),
            ["trade_status"] = how == Mischief.NotPaid ? "WAIT_BUYER_PAY" : "TRADE_SUCCESS",
            ["app_id"] = how == Mischief.WrongMerchant ? "2021000000000002" : AppId,
            ["refund_fee"] = refundedMinor > 0 ? Yuan(refundedMinor) : "",
        };
        var key = how switch { Mischief.ForgedSign => AppKey, Mischief.RotatedKey => _nextKey, _ => AlipayKey };
        fields["sign"] = Sign(key, Content(fields));
        fields["sign_type"] = "RSA2";
        var form = string.Join('&', fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value)}"));
        return new Letter(trade.NotifyUrl, "application/x-www-form-urlencoded; charset=utf-8", Encoding.UTF8.GetBytes(form), []);
    }

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        var fields = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
            : http.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (Refusal(fields) is { } refusal)
            return Results.Text(JsonSerializer.Serialize(new { error_response = refusal }), "application/json");
        var method = fields["method"];
        if (method.StartsWith("alipay.fund.trans.", StringComparison.Ordinal))
            return Signed(method.Replace('.', '_') + "_response", Transfers.Answer(method, JsonSerializer.Deserialize<JsonElement>(fields["biz_content"])));
        var content = JsonSerializer.Deserialize<Dictionary<string, string>>(fields["biz_content"])!;
        if (method is "alipay.trade.page.pay" or "alipay.trade.wap.pay")
            return Open(fields, content) ? Cashier.Page("支付宝", Host.Books.Find(content["out_trade_no"])!, $"/cashier/{content["out_trade_no"]}") : Results.StatusCode(StatusCodes.Status409Conflict);
        return Signed(method.Replace('.', '_') + "_response", method switch
        {
            "alipay.trade.precreate" => Open(fields, content) ? new { code = "10000", msg = "Success", out_trade_no = content["out_trade_no"], qr_code = $"https://qr.alipay.com/{content["out_trade_no"]}" } : Refused("ACQ.TRADE_HAS_CLOSE", "交易已经关闭"),
            "alipay.trade.query" => Query(content),
            "alipay.trade.close" => Close(content),
            "alipay.trade.refund" => Refund(content),
            "alipay.trade.fastpay.refund.query" => QueryRefund(content),
            _ => new { code = "40002", msg = "Invalid Arguments", sub_code = "isv.invalid-method" },
        });
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

    private bool Open(Dictionary<string, string> fields, Dictionary<string, string> content)
    {
        var orderNo = content["out_trade_no"];
        content["method"] = fields["method"];
        content["return_url"] = fields.GetValueOrDefault("return_url", "");
        _asked[orderNo] = content;
        return Host.Books.Open(new Trade(orderNo, Fen(content["total_amount"]), "CNY", fields["notify_url"], $"2026{orderNo}")) is not null;
    }

    private object Query(Dictionary<string, string> content)
    {
        if (Host.Books.Find(content["out_trade_no"]) is not { } trade)
            return Refused("ACQ.TRADE_NOT_EXIST", "交易不存在");
        var isGone = trade.State == TradeState.Closed || (trade.State == TradeState.Paid && trade.RefundedMinor == trade.PaidMinor);
        return new
        {
            code = "10000",
            msg = "Success",
            trade_no = trade.TransactionId,
            out_trade_no = trade.OrderNo,
            trade_status = isGone ? "TRADE_CLOSED" : trade.State == TradeState.Paid ? "TRADE_SUCCESS" : "WAIT_BUYER_PAY",
            total_amount = Yuan(trade.State == TradeState.Paid ? trade.PaidMinor : trade.AskedMinor),
        };
    }

    private object Close(Dictionary<string, string> content) => Host.Books.Find(content["out_trade_no"]) switch
    {
        null => Refused("ACQ.TRADE_NOT_EXIST", "交易不存在"),
        { State: TradeState.Open } open => new { code = "10000", msg = "Success", trade_no = open.TransactionId, out_trade_no = Host.Books.Close(open.OrderNo)!.OrderNo },
        _ => Refused("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"),
    };

    private object Refund(Dictionary<string, string> content)
    {
        if (RefusesRefundsWith is { } code)
            return Refused(code, "退款被拒绝");
        var trade = Host.Books.Trades.FirstOrDefault(trade => trade.TransactionId == content["trade_no"]);
        var outcome = trade is null ? RefundOutcome.NoPayment : Host.Books.Refund(new BookedRefund(content["out_request_no"], trade.OrderNo, Fen(content["refund_amount"]), ""));
        return outcome switch
        {
            RefundOutcome.Booked when HidesFundChange => new { code = "10000", msg = "Success", trade_no = trade!.TransactionId, out_trade_no = trade.OrderNo },
            RefundOutcome.Booked => new { code = "10000", msg = "Success", trade_no = trade!.TransactionId, out_trade_no = trade.OrderNo, fund_change = "Y", refund_fee = content["refund_amount"] },
            RefundOutcome.Known => new { code = "10000", msg = "Success", trade_no = trade!.TransactionId, out_trade_no = trade.OrderNo, fund_change = "N", refund_fee = content["refund_amount"] },
            RefundOutcome.NumberUsed => Refused("ACQ.DISCORDANT_REPEAT_REQUEST", "不一致的请求"),
            RefundOutcome.NoPayment => Refused("ACQ.TRADE_NOT_EXIST", "交易不存在"),
            RefundOutcome.TooMuch => Refused("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private object QueryRefund(Dictionary<string, string> content) => Host.Books.FindRefund(content["out_request_no"]) is { } refund
        ? new { code = "10000", msg = "Success", trade_no = content["trade_no"], out_request_no = refund.RefundNo, refund_amount = Yuan(refund.AmountMinor), refund_status = "REFUND_SUCCESS" }
        : new { code = "10000", msg = "Success" };

    private static object Refused(string code, string words) => new { code = "40004", msg = "Business Failed", sub_code = code, sub_msg = words };

    private IResult Signed(string name, object node)
    {
        var json = JsonSerializer.Serialize(node);
        return Results.Text($$"""{"{{name}}":{{json}},"sign":"{{Sign(AlipayKey, json)}}"}""", "application/json", Encoding.UTF8);
    }

    private static long Fen(string yuan) => (long)(decimal.Parse(yuan, CultureInfo.InvariantCulture) * 100);

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Beijing(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Sign(RSA key, string content) => Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Content(Dictionary<string, string> fields) => string.Join(
        '&', fields.Where(field => field.Key != "sign" && field.Value.Length > 0).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
}
