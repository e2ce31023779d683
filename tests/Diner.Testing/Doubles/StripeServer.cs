using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Diner.Testing.Doubles;

/// <summary>
/// A double of Stripe: Checkout Sessions, refunds and webhooks. Like Stripe it answers a repeated idempotency key with what it said before, refuses
/// one that is used for something else, refuses sessions that end too early or too late, and knows no refund by another's number.
/// </summary>
public sealed class StripeServer : IAsyncDisposable
{
    /// <summary>The only key it knows.</summary>
    public const string Key = "sk_test_0123456789abcdefghij";

    /// <summary>The endpoint's signing secret.</summary>
    public const string Secret = "whsec_0123456789abcdef";

    /// <summary>The one it changes to.</summary>
    public const string NewSecret = "whsec_fedcba9876543210";

    private readonly ConcurrentDictionary<string, (string Asked, int Status, string Said)> _answers = new();
    private readonly ConcurrentDictionary<string, (string OrderNo, string ReturnUrl)> _sessions = new();
    private DoubleHost _host = null!;
    private int _events;

    private StripeServer()
    {
    }

    /// <summary>Where it is; ends with a slash.</summary>
    public string Url => _host.Url;

    /// <summary>What it has booked.</summary>
    public Books Books => _host.Books;

    /// <summary>What its answers will be like.</summary>
    public Answers Answers => _host.Answers;

    /// <summary>What carries its webhooks.</summary>
    public Postman Postman => _host.Postman;

    /// <summary>The endpoint of the account.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>How it tells of what is paid on its page.</summary>
    public Mischief Next { get; set; }

    /// <summary>The state of refunds from now on: <c>succeeded</c>, <c>pending</c>, <c>failed</c>.</summary>
    public string RefundStatus { get; set; } = "succeeded";

    /// <summary>Forgets the idempotency keys, as Stripe does after a day.</summary>
    public void ForgetKeys() => _answers.Clear();

    /// <summary>Starts listening.</summary>
    public static async Task<StripeServer> StartAsync(CancellationToken ct)
    {
        var server = new StripeServer();
        server._host = await DoubleHost.StartAsync(server.Map, ct);
        return server;
    }

    /// <summary>The buyer pays; what the shop answered.</summary>
    public Task<IReadOnlyList<Told>> PayAsync(string orderNo, Mischief how, CancellationToken ct)
    {
        var asked = Books.Find(orderNo) ?? throw new InvalidOperationException($"no session for {orderNo}");
        if (how != Mischief.NotPaid)
            Books.Pay(orderNo, asked.AskedMinor + (how == Mischief.WrongAmount ? 1 : 0));
        return TellAsync("checkout.session.completed", () => Session(orderNo, how), how, ct);
    }

    /// <summary>Tells what became of a refund.</summary>
    public Task<IReadOnlyList<Told>> TellRefundAsync(string refundNo, string status, Mischief how, CancellationToken ct) =>
        TellAsync("refund.updated", () => Refund(Books.FindRefund(refundNo)!, status), how, ct);

    /// <summary>Tells of a dispute, <c>charge.dispute.created</c> or another event of it.</summary>
    public Task<IReadOnlyList<Told>> DisputeAsync(string orderNo, string type, string status, CancellationToken ct)
    {
        var trade = Books.Find(orderNo)!;
        var dispute = new
        {
            id = $"dp_{orderNo}", @object = "dispute", amount = trade.PaidMinor, currency = trade.Currency, payment_intent = trade.TransactionId, reason = "fraudulent", status,
            evidence_details = new { due_by = _host.Clock.GetUtcNow().AddDays(7).ToUnixTimeSeconds() },
        };
        return TellAsync(type, () => dispute, Mischief.None, ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Map(WebApplication app)
    {
        app.MapPost("/v1/checkout/sessions", (Delegate)OpenAsync);
        app.MapGet("/v1/checkout/sessions", (HttpContext http) => Known(http, () => Json(200, new { @object = "list", url = "/v1/checkout/sessions", has_more = false, data = Array.Empty<object>() })));
        app.MapGet("/v1/checkout/sessions/{id}", (HttpContext http, string id) => Known(http, () => _sessions.TryGetValue(id, out var found) ? Json(200, Session(found.OrderNo, Mischief.None)) : NoSuch(id)));
        app.MapPost("/v1/checkout/sessions/{id}/expire", (HttpContext http, string id) => Known(http, () => Expire(id)));
        app.MapPost("/v1/refunds", (Delegate)RefundAsync);
        app.MapGet("/v1/refunds", (HttpContext http) => Known(http, () => ListRefunds(http.Request.Query["payment_intent"].ToString())));
        app.MapGet("/c/pay/{id}", (string id) => _sessions.TryGetValue(id, out var found) ? Cashier.Page("Stripe", Books.Find(found.OrderNo)!) : Results.NotFound());
        app.MapPost("/c/pay/{id}", async (string id, CancellationToken ct) =>
        {
            await PayAsync(_sessions[id].OrderNo, Next, ct);
            return Results.Redirect(_sessions[id].ReturnUrl);
        });
    }

    private Task<IResult> OpenAsync(HttpContext http) => OnceAsync(http, form =>
    {
        var (orderNo, currency) = (form.GetValueOrDefault("client_reference_id", ""), form.GetValueOrDefault("line_items[0][price_data][currency]", ""));
        var amount = long.Parse(form.GetValueOrDefault("line_items[0][price_data][unit_amount]", "0"), CultureInfo.InvariantCulture);
        if (form.GetValueOrDefault("mode") != "payment" || orderNo.Length == 0 || form.GetValueOrDefault("metadata[order_no]") != orderNo)
            return Error(400, "parameter_missing", "mode, client_reference_id and metadata[order_no] are needed.");
        if (amount < 50 || currency != currency.ToLowerInvariant())
            return Error(400, "amount_too_small", "The Checkout Session's total amount must convert to at least 50 cents.");
        if (form.TryGetValue("expires_at", out var expires) && !IsGood(DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture))))
            return Error(400, "parameter_invalid", "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.");
        if (Books.Open(new Trade(orderNo, amount, currency, "", $"pi_{orderNo}")) is null)
            return Error(400, "parameter_invalid", "used");
        _sessions[$"cs_test_{orderNo}"] = (orderNo, form["success_url"]);
        return (200, Session(orderNo, Mischief.None));
    });

    private bool IsGood(DateTimeOffset expires) => expires - _host.Clock.GetUtcNow() is var life && life >= TimeSpan.FromMinutes(30) && life <= TimeSpan.FromHours(24);

    private IResult Expire(string id)
    {
        if (!_sessions.TryGetValue(id, out var found))
            return NoSuch(id);
        if (Books.Find(found.OrderNo)!.State != TradeState.Open)
            return Json(400, Error(400, "", "Only Checkout Sessions with a status in [\"open\"] can be expired.").Said);
        Books.Close(found.OrderNo);
        return Json(200, Session(found.OrderNo, Mischief.None));
    }

    private Task<IResult> RefundAsync(HttpContext http) => OnceAsync(http, form =>
    {
        if (Books.Trades.FirstOrDefault(trade => trade.TransactionId == form.GetValueOrDefault("payment_intent")) is not { } trade)
            return Error(404, "resource_missing", "No such payment_intent");
        var refund = new BookedRefund(form["metadata[refund_no]"], trade.OrderNo, long.Parse(form["amount"], CultureInfo.InvariantCulture), $"re_{form["metadata[refund_no]"]}");
        return Books.Refund(refund) switch
        {
            RefundOutcome.Booked => (200, Refund(refund, RefundStatus)),
            RefundOutcome.Known or RefundOutcome.NumberUsed => throw new InvalidOperationException("a second refund of one number"),
            _ => Error(400, "charge_already_refunded", "Charge has already been refunded."),
        };
    });

    private IResult ListRefunds(string payment)
    {
        if (Books.Trades.FirstOrDefault(trade => trade.TransactionId == payment) is not { } trade)
            return NoSuch(payment);
        return Json(200, new { @object = "list", url = "/v1/refunds", has_more = false, data = Books.Refunds.Where(refund => refund.OrderNo == trade.OrderNo).Select(refund => Refund(refund, RefundStatus)) });
    }

    // What a key was answered once it is answered always; the same key with another content is refused.
    private async Task<IResult> OnceAsync(HttpContext http, Func<Dictionary<string, string>, (int Status, object Said)> work)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        return Known(http, () =>
        {
            var key = http.Request.Headers["Idempotency-Key"].ToString();
            if (key.Length is 0 or > 255)
                throw new InvalidOperationException("a call that moves money has an idempotency key");
            var asked = string.Join('&', form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
            lock (_answers)
            {
                if (!_answers.TryGetValue(key, out var known))
                {
                    var (status, said) = work(form);
                    _answers[key] = known = (asked, status, JsonSerializer.Serialize(said));
                }

                return known.Asked == asked
                    ? Results.Text(known.Said, "application/json", statusCode: known.Status)
                    : Results.Json(new { error = new { type = "idempotency_error", message = "Keys for idempotent requests can only be used with the same parameters they were first used with." } }, statusCode: 400);
            }
        });
    }

    private static IResult Known(HttpContext http, Func<IResult> work) =>
        http.Request.Headers.Authorization == $"Bearer {Key}" ? work() : Json(401, Error(401, "", "Invalid API Key provided: sk_test_****").Said);

    private object Session(string orderNo, Mischief how)
    {
        var trade = Books.Find(orderNo)!;
        var isPaid = trade.State == TradeState.Paid && how != Mischief.NotPaid;
        var id = $"cs_test_{orderNo}";
        return new
        {
            id, @object = "checkout.session", client_reference_id = orderNo, metadata = new { order_no = orderNo }, mode = "payment",
            amount_total = trade.State == TradeState.Paid ? trade.PaidMinor : trade.AskedMinor,
            currency = how == Mischief.WrongCurrency ? (trade.Currency == "hkd" ? "usd" : "hkd") : trade.Currency,
            payment_intent = isPaid ? trade.TransactionId : null,
            payment_status = isPaid ? "paid" : "unpaid",
            status = trade.State switch { TradeState.Paid => "complete", TradeState.Closed => "expired", _ => "open" },
            url = trade.State == TradeState.Open ? $"{Url}c/pay/{id}" : null,
        };
    }

    private object Refund(BookedRefund refund, string status) => new
    {
        id = refund.ProviderRefundId, @object = "refund", amount = refund.AmountMinor, currency = Books.Find(refund.OrderNo)!.Currency, payment_intent = Books.Find(refund.OrderNo)!.TransactionId,
        metadata = new { refund_no = refund.RefundNo, order_no = refund.OrderNo }, status, failure_reason = status == "failed" ? "lost_or_stolen_card" : null,
    };

    private Task<IReadOnlyList<Told>> TellAsync(string type, Func<object> subject, Mischief how, CancellationToken ct) => Postman.DeliverAsync(
        () =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { id = $"evt_{Interlocked.Increment(ref _events)}", @object = "event", type, data = new { @object = subject() } });
            var time = _host.Clock.GetUtcNow().AddHours(how == Mischief.ExpiredTimestamp ? -1 : 0).ToUnixTimeSeconds();
            // Another account's webhook differs in nothing but its secret.
            var secret = how switch { Mischief.RotatedKey => NewSecret, Mischief.ForgedSign => "whsec_forged", Mischief.WrongMerchant => "whsec_of_another_account", _ => Secret };
            byte[] signed = [.. System.Text.Encoding.UTF8.GetBytes($"{time}."), .. body];
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), signed));
            return new Letter(WebhookUrl, "application/json; charset=utf-8", body, [("Stripe-Signature", $"t={time},v1={signature},v0={new string('0', 64)}")]);
        },
        how, ct);

    private static IResult NoSuch(string id) => Json(404, Error(404, "resource_missing", $"No such object: '{id}'").Said);

    private static (int Status, object Said) Error(int status, string code, string message) =>
        (status, new { error = new { type = "invalid_request_error", code = code.Length > 0 ? code : null, message } });

    private static IResult Json(int status, object said) => Results.Json(said, statusCode: status);
}
