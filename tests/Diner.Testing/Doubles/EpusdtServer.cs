using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>
/// A double of epusdt, and of BEpusdt, which is told the coin, can cancel, and says things unwrapped. Like both it takes an order id once only, and
/// counts yuan.
/// </summary>
public sealed class EpusdtServer : IAsyncDisposable
{
    /// <summary>Its API token.</summary>
    public const string Token = "epusdt_password_of_the_double";

    private readonly ConcurrentDictionary<string, (string OrderId, string ReturnUrl)> _trades = new();
    private DoubleHost _host = null!;
    private int _made;

    private EpusdtServer()
    {
    }

    /// <summary>Where it is; ends with a slash.</summary>
    public string Url => _host.Url;

    /// <summary>What it has booked, by the order ids it was told.</summary>
    public Books Books => _host.Books;

    /// <summary>What its answers will be like.</summary>
    public Answers Answers => _host.Answers;

    /// <summary>What carries its notifications.</summary>
    public Postman Postman => _host.Postman;

    /// <summary>It is a BEpusdt.</summary>
    public bool IsBepusdt { get; set; }

    /// <summary>How it tells of what is paid on its page.</summary>
    public Mischief Next { get; set; }

    /// <summary>Starts listening.</summary>
    public static async Task<EpusdtServer> StartAsync(CancellationToken ct)
    {
        var server = new EpusdtServer();
        server._host = await DoubleHost.StartAsync(server.Map, ct);
        return server;
    }

    /// <summary>The buyer pays; what the shop answered.</summary>
    public Task<IReadOnlyList<Told>> PayAsync(string orderId, Mischief how, CancellationToken ct)
    {
        var asked = Books.Find(orderId)!;
        if (how != Mischief.NotPaid)
            Books.Pay(orderId, asked.AskedMinor + (how == Mischief.WrongAmount ? 1 : 0));
        return _host.Postman.DeliverAsync(() => Write(orderId, how), how, ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapPost("/api/v1/order/create-transaction", http => Signed(http, Open));
        app.MapPost("/api/v1/order/cancel-transaction", http => Signed(http, Cancel));
        app.MapGet("/pay/check-status/{id}", (string id) =>
        {
            if (!_trades.TryGetValue(id, out var known))
                return Say(10003, "支付交易不存在", null);
            var status = Books.Find(known.OrderId)!.State switch { TradeState.Paid => 2, TradeState.Closed => IsBepusdt ? 4 : 3, _ => 1 };
            return IsBepusdt ? Results.Json(new { trade_id = id, trade_hash = id, status, return_url = "" }) : Say(200, "success", new { trade_id = id, status });
        });
        app.MapGet("/pay/checkout-counter/{id}", (string id) => _trades.TryGetValue(id, out var known) ? Cashier.Page("epusdt", Books.Find(known.OrderId)!) : Results.NotFound());
        app.MapPost("/pay/checkout-counter/{id}", async (string id, CancellationToken ct) =>
        {
            await PayAsync(_trades[id].OrderId, Next, ct);
            return Results.Redirect(_trades[id].ReturnUrl);
        });
    }

    private async Task Signed(HttpContext http, Func<JsonElement, IResult> work)
    {
        using var asked = await JsonDocument.ParseAsync(http.Request.Body);
        var isGood = CoinSign.IsGood(asked.RootElement, "signature", Token);
        var result = isGood ? work(asked.RootElement) : IsBepusdt ? Results.Json(new { error = "签名错误" }, statusCode: 400) : Say(401, "签名认证错误", null);
        await result.ExecuteAsync(http);
    }

    private IResult Open(JsonElement asked)
    {
        if (!asked.TryGetProperty("amount", out var amount) || amount.ValueKind != JsonValueKind.Number)
            return Say(IsBepusdt ? 400 : 10009, "参数 amount 不存在", null);
        if (asked.TryGetProperty("trade_type", out var coin) != IsBepusdt || (IsBepusdt && coin.GetString() is not ("usdt.trc20" or "tron.trx")))
            return Say(400, "交易类型不支持", null);
        var orderId = asked.GetProperty("order_id").GetString()!;
        if (orderId.Length > 32 || Books.Find(orderId) is not null)
            return IsBepusdt ? Say(400, "订单创建失败：UNIQUE constraint failed: trade_order.order_id", null) : Say(10002, "支付交易已存在，请勿重复创建", null);
        var trade = Books.Open(new Trade(orderId, (long)(amount.GetDecimal() * 100), "CNY", asked.GetProperty("notify_url").GetString()!, $"2026{Interlocked.Increment(ref _made):D10}"))!;
        _trades[trade.TransactionId] = (orderId, asked.GetProperty("redirect_url").GetString()!);
        return Say(200, "success", new { trade_id = trade.TransactionId, order_id = orderId, amount = amount.GetDecimal(), actual_amount = 1.2345m, token = "TWallet", expiration_time = 600, payment_url = $"{Url}pay/checkout-counter/{trade.TransactionId}" });
    }

    private IResult Cancel(JsonElement asked)
    {
        if (!IsBepusdt)
            return Results.NotFound();
        if (!_trades.TryGetValue(asked.GetProperty("trade_id").GetString()!, out var known) || Books.Find(known.OrderId)!.State != TradeState.Open)
            return Say(400, "当前订单状态不允许取消", null);
        Books.Close(known.OrderId);
        return Say(200, "success", new { trade_id = asked.GetProperty("trade_id").GetString() });
    }

    private static IResult Say(int code, string message, object? data) => Results.Json(new { status_code = code, message, data, request_id = "" });

    private Letter Write(string orderId, Mischief how)
    {
        var trade = Books.Find(orderId)!;
        var amount = ((trade.State == TradeState.Paid ? trade.PaidMinor : trade.AskedMinor) / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        var fields = new Dictionary<string, string>
        {
            ["trade_id"] = trade.TransactionId,
            ["order_id"] = orderId,
            ["amount"] = amount,
            ["actual_amount"] = "1.2345",
            ["token"] = "TWallet",
            ["block_transaction_id"] = $"hash-{orderId}",
            ["status"] = how == Mischief.NotPaid ? "1" : "2",
        };
        var body = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Key is "amount" or "actual_amount" or "status" ? JsonNode.Parse(field.Value) : field.Value)))
        {
            ["signature"] = CoinSign.Of(fields.Select(field => (field.Key, field.Value)), how is Mischief.ForgedSign or Mischief.WrongMerchant ? "another" : Token),
        };
        return new Letter(trade.NotifyUrl, "application/json", JsonSerializer.SerializeToUtf8Bytes(body), []);
    }
}
