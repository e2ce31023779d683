using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>A double of TokenPay: signed orders and queries, callbacks signed over all they carry. The same order asked for again is the same order.</summary>
public sealed class TokenPayServer : IAsyncDisposable
{
    /// <summary>Its ApiToken.</summary>
    public const string Token = "token-of-the-double";

    private readonly ConcurrentDictionary<string, (string OrderNo, string ReturnUrl)> _orders = new();
    private DoubleHost _host = null!;
    private int _made;

    private TokenPayServer()
    {
    }

    /// <summary>Where it is; ends with a slash.</summary>
    public string Url => _host.Url;

    /// <summary>What it has booked.</summary>
    public Books Books => _host.Books;

    /// <summary>What its answers will be like.</summary>
    public Answers Answers => _host.Answers;

    /// <summary>What carries its notifications.</summary>
    public Postman Postman => _host.Postman;

    /// <summary>What it prices in.</summary>
    public string BaseCurrency { get; set; } = "USD";

    /// <summary>How it tells of what is paid on its page.</summary>
    public Mischief Next { get; set; }

    /// <summary>It takes a little less than was asked for, and says so in PayAmount.</summary>
    public bool IsDynamic { get; set; }

    /// <summary>Starts listening.</summary>
    public static async Task<TokenPayServer> StartAsync(CancellationToken ct)
    {
        var server = new TokenPayServer();
        server._host = await DoubleHost.StartAsync(server.Map, ct);
        return server;
    }

    /// <summary>The buyer pays; what the shop answered.</summary>
    public Task<IReadOnlyList<Told>> PayAsync(string orderNo, Mischief how, CancellationToken ct)
    {
        var asked = Books.Find(orderNo)!;
        if (how != Mischief.NotPaid)
            Books.Pay(orderNo, asked.AskedMinor + (how == Mischief.WrongAmount ? 1 : 0) - (IsDynamic ? 10 : 0));
        return _host.Postman.DeliverAsync(() => Write(orderNo, how), how, ct);
    }

    /// <summary>Runs out, as after its ten minutes.</summary>
    public void Expire(string orderNo) => Books.Close(orderNo);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapPost("/CreateOrder", (Delegate)OpenAsync);
        app.MapGet("/Query", (string id, string signature) =>
        {
            if (signature != CoinSign.Of([("Id", id)], Token))
                return Results.Json(new { success = false, message = "签名验证失败！" });
            return _orders.TryGetValue(id, out var order) ? Results.Json(new { success = true, message = "订单信息获取成功！", data = Order(id, order.OrderNo) }) : Results.Json(new { success = false, message = "订单不存在！" });
        });
        app.MapGet("/Pay", (string id) => _orders.TryGetValue(id, out var order) ? Cashier.Page("TokenPay", Books.Find(order.OrderNo)!) : Results.NotFound());
        app.MapPost("/Pay", async (string id, CancellationToken ct) =>
        {
            await PayAsync(_orders[id].OrderNo, Next, ct);
            return Results.Redirect(_orders[id].ReturnUrl);
        });
    }

    private async Task<IResult> OpenAsync(HttpContext http)
    {
        using var asked = await JsonDocument.ParseAsync(http.Request.Body);
        var root = asked.RootElement;
        if (!CoinSign.IsGood(root, "Signature", Token))
            return Results.Json(new { success = false, message = "签名验证失败！" });
        if (root.GetProperty("Currency").GetString() is not ("USDT_TRC20" or "TRX"))
            return Results.Json(new { success = false, message = "不支持的币种" });
        var orderNo = root.GetProperty("OutOrderId").GetString()!;
        var minor = (long)(root.GetProperty("ActualAmount").GetDecimal() * 100);
        if (Books.Open(new Trade(orderNo, minor, BaseCurrency, root.GetProperty("NotifyUrl").GetString()!, $"00000000-0000-0000-0001-{Interlocked.Increment(ref _made):D12}")) is not { } trade)
            return Results.Json(new { success = false, message = "金额有误！" });
        _orders[trade.TransactionId] = (orderNo, root.GetProperty("RedirectUrl").GetString()!);
        return Results.Json(new { success = true, message = "创建订单成功！", data = $"{Url}Pay?Id={trade.TransactionId}", info = new { trade.TransactionId, Id = trade.TransactionId, BaseCurrency, OutOrderId = orderNo } }, new JsonSerializerOptions());
    }

    private object Order(string id, string orderNo)
    {
        var trade = Books.Find(orderNo)!;
        return new
        {
            id, outOrderId = orderNo, actualAmount = trade.AskedMinor / 100m, currency = "USDT_TRC20", payAmount = IsDynamic ? trade.PaidMinor / 100m : (decimal?)null, isDynamicAmount = IsDynamic,
            status = trade.State switch { TradeState.Paid => 1, TradeState.Closed => 2, _ => 0 },
        };
    }

    private Letter Write(string orderNo, Mischief how)
    {
        var trade = Books.Find(orderNo)!;
        var asked = IsDynamic ? trade.AskedMinor : trade.State == TradeState.Paid ? trade.PaidMinor : trade.AskedMinor;
        var fields = new Dictionary<string, string>
        {
            ["Id"] = trade.TransactionId,
            ["OutOrderId"] = orderNo,
            ["OrderUserKey"] = orderNo,
            ["ActualAmount"] = Major(asked),
            ["Amount"] = "1.2345",
            ["BaseCurrency"] = how == Mischief.WrongCurrency ? (BaseCurrency == "EUR" ? "USD" : "EUR") : BaseCurrency,
            ["BlockChainName"] = "TRON",
            ["BlockTransactionId"] = $"hash-{orderNo}",
            ["Currency"] = "USDT_TRC20",
            ["PassThroughInfo"] = "",
            ["PayAmount"] = IsDynamic ? Major(trade.PaidMinor) : "",
            ["IsDynamicAmount"] = IsDynamic ? "True" : "False",
            ["Status"] = how == Mischief.NotPaid ? "0" : "1",
        };
        var body = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value)))
        {
            ["Signature"] = CoinSign.Of(fields.Select(field => (field.Key, field.Value)), how is Mischief.ForgedSign or Mischief.WrongMerchant ? "another" : Token),
        };
        return new Letter(trade.NotifyUrl, "application/json", JsonSerializer.SerializeToUtf8Bytes(body), []);
    }

    private static string Major(long minor) => (minor / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
