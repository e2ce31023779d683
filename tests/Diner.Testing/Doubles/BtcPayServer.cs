using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>A double of BTCPay Server's Greenfield API: invoices of one store, and webhooks that name no amount. Like the real one it would mark a paid invoice invalid.</summary>
public sealed class BtcPayServer : IAsyncDisposable
{
    /// <summary>The only store.</summary>
    public const string StoreId = "9CiNzKoANXxmk5ayZngSXrHTiVvvgCrwrpFQd4m2K776";

    /// <summary>The only key.</summary>
    public const string Key = "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678";

    /// <summary>The webhook's secret.</summary>
    public const string Secret = "3gG7fH2kLmN8pQ";

    private readonly ConcurrentDictionary<string, (string OrderNo, string ReturnUrl, string Status)> _invoices = new();
    private DoubleHost _host = null!;
    private int _sent;

    private BtcPayServer()
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

    /// <summary>Where the store's webhook leads.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>How it tells of what is paid on its page.</summary>
    public Mischief Next { get; set; }

    /// <summary>How many invoices it was asked to make.</summary>
    public int Made { get; private set; }

    /// <summary>Starts listening.</summary>
    public static async Task<BtcPayServer> StartAsync(CancellationToken ct)
    {
        var server = new BtcPayServer();
        server._host = await DoubleHost.StartAsync(server.Map, ct);
        return server;
    }

    /// <summary>The buyer pays; what the shop answered.</summary>
    public Task<IReadOnlyList<Told>> PayAsync(string orderNo, Mischief how, CancellationToken ct)
    {
        if (how == Mischief.NotPaid)
            return TellAsync(orderNo, "InvoiceProcessing", how, ct);
        var asked = Books.Find(orderNo)!;
        Books.Pay(orderNo, asked.AskedMinor + (how == Mischief.WrongAmount ? 1 : 0));
        Mark(IdOf(orderNo), "Settled");
        return TellAsync(orderNo, "InvoiceSettled", how, ct);
    }

    /// <summary>Tells of an invoice, whatever its state.</summary>
    public Task<IReadOnlyList<Told>> TellAsync(string orderNo, string type, Mischief how, CancellationToken ct) => _host.Postman.DeliverAsync(
        () =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { deliveryId = $"d{Interlocked.Increment(ref _sent)}", type, storeId = StoreId, invoiceId = IdOf(orderNo), metadata = new { orderId = orderNo } });
            var secret = how is Mischief.ForgedSign or Mischief.WrongMerchant ? "somebody else's" : Secret;
            return new Letter(WebhookUrl, "application/json; charset=utf-8", body, [("BTCPay-Sig", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}")]);
        },
        how, ct);

    /// <summary>Money was seen but is not confirmed yet.</summary>
    public void See(string orderNo) => Mark(IdOf(orderNo), "Processing");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static string IdOf(string orderNo) => $"INV{orderNo.Replace("-", "", StringComparison.Ordinal)}";

    private void Mark(string id, string status) => _invoices[id] = _invoices[id] with { Status = status };

    private void Map(WebApplication app)
    {
        var invoices = $"/api/v1/stores/{StoreId}/invoices";
        app.MapGet(invoices, (HttpContext http) => Known(http, () => Results.Json(_invoices.Keys.Where(id => Matches(http.Request.Query, id)).Select(Invoice))));
        app.MapPost(invoices, (Delegate)MakeAsync);
        app.MapGet(invoices + "/{id}", (HttpContext http, string id) => Known(http, () => _invoices.ContainsKey(id) ? Results.Json(Invoice(id)) : Missing()));
        app.MapPost(invoices + "/{id}/status", (HttpContext http, string id) => Known(http, () =>
        {
            Mark(id, "Invalid");
            Books.Close(_invoices[id].OrderNo);
            return Results.Json(Invoice(id));
        }));
        app.MapGet("/i/{id}", (string id) => _invoices.TryGetValue(id, out var invoice) ? Cashier.Page("BTCPay Server", Books.Find(invoice.OrderNo)!) : Results.NotFound());
        app.MapPost("/i/{id}", async (string id, CancellationToken ct) =>
        {
            await PayAsync(_invoices[id].OrderNo, Next, ct);
            return Results.Redirect(_invoices[id].ReturnUrl);
        });
    }

    private bool Matches(IQueryCollection query, string id) =>
        (!query.ContainsKey("orderId") || query["orderId"] == _invoices[id].OrderNo) && (!query.ContainsKey("status") || query["status"] == _invoices[id].Status);

    private async Task<IResult> MakeAsync(HttpContext http)
    {
        using var asked = await JsonDocument.ParseAsync(http.Request.Body);
        var root = asked.RootElement.Clone();
        return Known(http, () =>
        {
            Made++;
            var (orderNo, currency) = (root.GetProperty("metadata").GetProperty("orderId").GetString()!, root.GetProperty("currency").GetString()!);
            var minor = (long)(decimal.Parse(root.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture) * 100);
            if (root.GetProperty("checkout").GetProperty("expirationMinutes").GetInt32() < 1 || Books.Open(new Trade(orderNo, minor, currency, "", IdOf(orderNo))) is null)
                return Results.Json(new[] { new { path = "checkout.expirationMinutes", message = "refused" } }, statusCode: 422);
            _invoices[IdOf(orderNo)] = (orderNo, root.GetProperty("checkout").GetProperty("redirectURL").GetString()!, "New");
            return Results.Json(Invoice(IdOf(orderNo)));
        });
    }

    private object Invoice(string id)
    {
        var (orderNo, _, status) = _invoices[id];
        var trade = Books.Find(orderNo)!;
        var minor = trade.State == TradeState.Paid ? trade.PaidMinor : trade.AskedMinor;
        return new
        {
            id, storeId = StoreId, amount = (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture), currency = trade.Currency, status, additionalStatus = "None",
            checkoutLink = $"{Url}i/{id}", metadata = new { orderId = orderNo },
        };
    }

    private static IResult Known(HttpContext http, Func<IResult> work) =>
        http.Request.Headers.Authorization == $"token {Key}" ? work() : Results.Json(new { code = "unauthenticated", message = "Authentication is required for accessing this endpoint" }, statusCode: 401);

    private static IResult Missing() => Results.Json(new { code = "invoice-not-found", message = "The invoice was not found" }, statusCode: 404);
}
