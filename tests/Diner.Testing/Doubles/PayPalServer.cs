// One file, because what the double refuses, books and signs must be seen side by side to be compared with the real one.
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>
/// A double of PayPal: tokens, orders that must be approved and then captured, refunds, and webhooks signed under an authority of its own. Like
/// PayPal it wants a request id for what moves money, and knows currencies without decimals.
/// </summary>
public sealed class PayPalServer : IAsyncDisposable
{
    /// <summary>The only application it knows.</summary>
    public const string ClientId = "client-0123456789abcdef";

    /// <summary>That application's secret.</summary>
    public const string Secret = "secret-0123456789abcdef";

    /// <summary>The id of its webhook.</summary>
    public const string WebhookId = "8PT597110X687430LKGECATA";

    // Making keys is slow, and every double may have the same.
    private static readonly PayPalAuthority Authority = new();
    private static readonly string[] WithoutDecimals = ["HUF", "JPY", "TWD"];

    private readonly ConcurrentDictionary<string, Order> _orders = new();
    private readonly ConcurrentDictionary<string, string> _refundStates = new();
    private DoubleHost _host = null!;
    private string _token = "A21AA-first";
    private int _sent;

    private PayPalServer()
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

    /// <summary>The root under which it signs, in PEM.</summary>
    public static string Root => Authority.RootPem;

    /// <summary>Where the webhook of the application leads.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>How it tells of what is approved and captured on its page.</summary>
    public Mischief Next { get; set; }

    /// <summary>The state of refunds from now on.</summary>
    public string RefundStatus { get; set; } = "COMPLETED";

    /// <summary>How many tokens it gave out, and how many certificates.</summary>
    public (int Tokens, int Certificates) Given { get; private set; }

    /// <summary>Starts listening.</summary>
    public static async Task<PayPalServer> StartAsync(CancellationToken ct)
    {
        var server = new PayPalServer();
        server._host = await DoubleHost.StartAsync(server.Map, ct);
        return server;
    }

    /// <summary>Refuses the token that is in use, as after a secret was changed.</summary>
    public void ForgetToken() => _token = $"A21AA-{Given.Tokens}-next";

    /// <summary>The buyer approves; what the shop answered to being told of it.</summary>
    public Task<IReadOnlyList<Told>> ApproveAsync(string orderNo, Mischief how, CancellationToken ct)
    {
        var order = _orders[IdOf(orderNo)];
        order.Status = "APPROVED";
        order.PaysMore = how == Mischief.WrongAmount;
        order.IsPending = how == Mischief.NotPaid;
        return TellAsync("CHECKOUT.ORDER.APPROVED", () => Say(order), how, ct);
    }

    /// <summary>Tells of a capture that was made.</summary>
    public Task<IReadOnlyList<Told>> TellCaptureAsync(string orderNo, Mischief how, CancellationToken ct) =>
        TellAsync("PAYMENT.CAPTURE.COMPLETED", () => Capture(Books.Find(orderNo)!, how), how, ct);

    /// <summary>Tells what became of a refund.</summary>
    public Task<IReadOnlyList<Told>> TellRefundAsync(string refundNo, string status, CancellationToken ct) =>
        TellAsync(status == "FAILED" ? "PAYMENT.REFUND.FAILED" : "PAYMENT.CAPTURE.REFUNDED", () => Refund(Books.FindRefund(refundNo)!, status), Mischief.None, ct);

    /// <summary>Tells of a dispute: <c>CREATED</c>, or <c>RESOLVED</c> with its outcome.</summary>
    public Task<IReadOnlyList<Told>> DisputeAsync(string orderNo, string what, string outcome, CancellationToken ct)
    {
        var trade = Books.Find(orderNo)!;
        var dispute = new
        {
            dispute_id = $"PP-D-{orderNo}", reason = "MERCHANDISE_OR_SERVICE_NOT_RECEIVED", dispute_amount = Money(trade.PaidMinor, trade.Currency),
            disputed_transactions = new[] { new { seller_transaction_id = trade.TransactionId } },
            seller_response_due_date = "2026-06-01T00:00:00.000Z", dispute_outcome = new { outcome_code = outcome },
        };
        return TellAsync($"CUSTOMER.DISPUTE.{what}", () => dispute, Mischief.None, ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static string IdOf(string orderNo) => $"O{orderNo.Replace("-", "", StringComparison.Ordinal)}";

    private void Map(WebApplication app)
    {
        app.MapPost("/v1/oauth2/token", (Delegate)TokenAsync);
        app.MapPost("/v2/checkout/orders", (Delegate)OpenAsync);
        app.MapGet("/v2/checkout/orders/{id}", (HttpContext http, string id) => Known(http, () => _orders.TryGetValue(id, out var order) ? Results.Json(Say(order)) : NotFound()));
        app.MapPost("/v2/checkout/orders/{id}/capture", (HttpContext http, string id) => Known(http, () => Captured(http, id)));
        app.MapGet("/v2/payments/captures/{id}", (HttpContext http, string id) => Known(http, () => TradeOf(id) is { } trade ? Results.Json(Capture(trade, Mischief.None)) : NotFound()));
        app.MapPost("/v2/payments/captures/{id}/refund", (Delegate)RefundAsync);
        app.MapGet("/v1/notifications/certs/{name}", (string name) =>
        {
            Given = Given with { Certificates = Given.Certificates + 1 };
            return Authority.PemOf(name) is { } pem ? Results.Text(pem) : Results.NotFound();
        });
        app.MapGet("/checkoutnow", (string token) => _orders.TryGetValue(token, out var order) ? Cashier.Page("PayPal", Books.Find(order.OrderNo)!) : Results.NotFound());
        app.MapPost("/checkoutnow", async (string token, CancellationToken ct) =>
        {
            var order = _orders[token];
            await ApproveAsync(order.OrderNo, Next, ct);
            if (Books.Find(order.OrderNo)!.State == TradeState.Paid)
                await TellCaptureAsync(order.OrderNo, Next, ct);
            return Results.Redirect(order.ReturnUrl);
        });
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Secret}"));
        if (form["grant_type"] != "client_credentials" || http.Request.Headers.Authorization != expected)
            return Results.Json(new { error = "invalid_client", error_description = "Client Authentication failed" }, statusCode: 401);
        Given = Given with { Tokens = Given.Tokens + 1 };
        return Results.Json(new { access_token = _token, token_type = "Bearer", expires_in = 32400, scope = "" });
    }

    private async Task<IResult> OpenAsync(HttpContext http)
    {
        using var asked = await JsonDocument.ParseAsync(http.Request.Body);
        var (root, unit) = (asked.RootElement.Clone(), asked.RootElement.GetProperty("purchase_units")[0]);
        var (currency, value) = (unit.GetProperty("amount").GetProperty("currency_code").GetString()!, unit.GetProperty("amount").GetProperty("value").GetString()!);
        var (orderNo, returnUrl) = (unit.GetProperty("custom_id").GetString()!, root.GetProperty("payment_source").GetProperty("paypal").GetProperty("experience_context").GetProperty("return_url").GetString()!);
        return Known(http, () =>
        {
            if (http.Request.Headers["PayPal-Request-Id"].ToString().Length is 0 or > 108)
                return Issue(400, "PAYPAL_REQUEST_ID_REQUIRED", "A PayPal-Request-Id is required if you are trying to process payment for an Order.");
            if (root.GetProperty("intent").GetString() != "CAPTURE" || unit.GetProperty("invoice_id").GetString() != orderNo)
                return Issue(422, "INVALID_PARAMETER_VALUE", "intent, custom_id, invoice_id");
            if (WithoutDecimals.Contains(currency) && value.Contains('.', StringComparison.Ordinal))
                return Issue(422, "DECIMALS_NOT_SUPPORTED", "Currency does not support decimals.");
            if (Books.Open(new Trade(orderNo, Minor(value, currency), currency, "", $"C{orderNo.Replace("-", "", StringComparison.Ordinal)}")) is null)
                return Issue(422, "DUPLICATE_INVOICE_ID", "Duplicate Invoice ID detected.");
            var order = _orders.GetOrAdd(IdOf(orderNo), id => new Order(id, orderNo, returnUrl));
            return Results.Json(Say(order), statusCode: 201);
        });
    }

    private IResult Captured(HttpContext http, string id)
    {
        if (!_orders.TryGetValue(id, out var order))
            return NotFound();
        if (http.Request.Headers["PayPal-Request-Id"].ToString().Length == 0)
            return Issue(400, "PAYPAL_REQUEST_ID_REQUIRED", "needed");
        lock (order)
        {
            if (order.Status == "COMPLETED")
                return Issue(422, "ORDER_ALREADY_CAPTURED", "Order already captured.");
            if (order.Status != "APPROVED")
                return Issue(422, "ORDER_NOT_APPROVED", "Payer has not yet approved the Order for payment.");
            order.Status = "COMPLETED";
            var trade = Books.Find(order.OrderNo)!;
            if (!order.IsPending)
                Books.Pay(order.OrderNo, trade.AskedMinor + (order.PaysMore ? 1 : 0));
            return Results.Json(Say(order), statusCode: 201);
        }
    }

    private async Task<IResult> RefundAsync(HttpContext http, string id)
    {
        using var asked = await JsonDocument.ParseAsync(http.Request.Body);
        var root = asked.RootElement.Clone();
        return Known(http, () =>
        {
            if (TradeOf(id) is not { } trade)
                return NotFound();
            var refund = new BookedRefund(root.GetProperty("custom_id").GetString()!, trade.OrderNo, Minor(root.GetProperty("amount").GetProperty("value").GetString()!, trade.Currency), $"RF-{root.GetProperty("custom_id").GetString()}");
            if (http.Request.Headers["PayPal-Request-Id"] != refund.RefundNo)
                throw new InvalidOperationException("a refund's request id is its number");
            return Books.Refund(refund) switch
            {
                RefundOutcome.Booked or RefundOutcome.Known => Results.Json(Refund(refund, _refundStates.GetOrAdd(refund.RefundNo, RefundStatus)), statusCode: 201),
                _ => Issue(422, "CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded."),
            };
        });
    }

    private IResult Known(HttpContext http, Func<IResult> work) =>
        http.Request.Headers.Authorization == $"Bearer {_token}" ? work() : Results.Json(new { error = "invalid_token", error_description = "Token signature verification failed" }, statusCode: 401);

    private Trade? TradeOf(string captureId) => Books.Trades.FirstOrDefault(trade => trade.TransactionId == captureId && trade.State == TradeState.Paid);

    private object Say(Order order)
    {
        var trade = Books.Find(order.OrderNo)!;
        var captures = order.Status == "COMPLETED" ? [Capture(trade, order.IsPending ? Mischief.NotPaid : Mischief.None)] : Array.Empty<object>();
        var refunds = Books.Refunds.Where(refund => refund.OrderNo == order.OrderNo).Select(refund => Refund(refund, _refundStates.GetValueOrDefault(refund.RefundNo, RefundStatus)));
        return new
        {
            id = order.Id, status = order.Status, intent = "CAPTURE",
            purchase_units = new[] { new { custom_id = order.OrderNo, invoice_id = order.OrderNo, amount = Money(trade.AskedMinor, trade.Currency), payments = new { captures, refunds } } },
            links = new[] { new { rel = "self", href = $"{Url}v2/checkout/orders/{order.Id}" }, new { rel = "payer-action", href = $"{Url}checkoutnow?token={order.Id}" } },
        };
    }

    private static object Capture(Trade trade, Mischief how) => new
    {
        id = trade.TransactionId, status = how == Mischief.NotPaid ? "PENDING" : "COMPLETED", custom_id = trade.OrderNo, invoice_id = trade.OrderNo,
        amount = Money(trade.PaidMinor, how == Mischief.WrongCurrency ? (trade.Currency == "HKD" ? "USD" : "HKD") : trade.Currency),
        supplementary_data = new { related_ids = new { order_id = IdOf(trade.OrderNo) } },
    };

    private object Refund(BookedRefund refund, string status) => new { id = refund.ProviderRefundId, status, custom_id = refund.RefundNo, invoice_id = refund.RefundNo, amount = Money(refund.AmountMinor, Books.Find(refund.OrderNo)!.Currency) };

    private Task<IReadOnlyList<Told>> TellAsync(string type, Func<object> resource, Mischief how, CancellationToken ct) => _host.Postman.DeliverAsync(
        () =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { id = $"WH-{Interlocked.Increment(ref _sent)}", event_type = type, resource = resource() });
            var certificate = how switch { Mischief.ForgedSign => PayPalAuthority.Forged, Mischief.RotatedKey => PayPalAuthority.Second, _ => PayPalAuthority.First };
            var (id, time) = ($"t-{_sent}", _host.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            var webhook = how == Mischief.WrongMerchant ? "1AB23456CD7890123" : WebhookId;
            var signature = Authority.Sign(certificate, $"{id}|{time}|{webhook}|{System.IO.Hashing.Crc32.HashToUInt32(body)}");
            return new Letter(WebhookUrl, "application/json", body,
            [
                ("Paypal-Transmission-Id", id), ("Paypal-Transmission-Time", time), ("Paypal-Transmission-Sig", signature), ("Paypal-Auth-Algo", "SHA256withRSA"),
                ("Paypal-Cert-Url", $"{Url}v1/notifications/certs/{certificate}"),
            ]);
        },
        how, ct);

    private static object Money(long minor, string currency) => new { currency_code = currency, value = Value(minor, currency) };

    private static string Value(long minor, string currency)
    {
        var major = (decimal)minor / (currency is "JPY" or "KRW" ? 1 : 100);
        return major.ToString(WithoutDecimals.Contains(currency) ? "0" : "0.00", CultureInfo.InvariantCulture);
    }

    private static long Minor(string value, string currency) => (long)(decimal.Parse(value, CultureInfo.InvariantCulture) * (currency is "JPY" or "KRW" ? 1 : 100));

    private static IResult NotFound() => Results.Json(new { name = "RESOURCE_NOT_FOUND", message = "The specified resource does not exist." }, statusCode: 404);

    private static IResult Issue(int status, string issue, string description) =>
        Results.Json(new { name = "UNPROCESSABLE_ENTITY", message = "The requested action could not be performed.", details = new[] { new { issue, description } } }, statusCode: status);

    private sealed class Order(string id, string orderNo, string returnUrl)
    {
        public string Id => id;

        public string OrderNo => orderNo;

        public string ReturnUrl => returnUrl;

        public string Status { get; set; } = "PAYER_ACTION_REQUIRED";

        public bool PaysMore { get; set; }

        public bool IsPending { get; set; }
    }
}
