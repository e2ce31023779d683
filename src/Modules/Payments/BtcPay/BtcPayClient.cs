using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.BtcPay;

/// <summary>
/// Invoices of BTCPay Server, Greenfield API v1. The server knows no idempotency key, so the order's invoices are looked through before one is made.
/// An invoice's id is the payment's reference and its number.
/// </summary>
internal sealed class BtcPayClient(ProviderClient provider, TimeProvider clock)
{
    private const int MinutesMin = 1;

    public async Task<Result<PayTarget>> OpenAsync(BtcPaySettings settings, PaymentRequest payment, CancellationToken ct)
    {
        var known = await SendAsync(settings, new Call(HttpMethod.Get, $"invoices?orderId={Uri.EscapeDataString(payment.OrderNo)}&status=New"), ct);
        if (!known.IsOk)
            return known.Problem;
        if (known.Value.Root.ValueKind == JsonValueKind.Array && known.Value.Root.EnumerateArray().FirstOrDefault(one => IsThat(one, payment)) is { ValueKind: JsonValueKind.Object } found)
            return Target(found);
        var made = await SendAsync(settings, new Call(HttpMethod.Post, "invoices", Body(payment)), ct);
        if (!made.IsOk)
            return made.Problem;
        return made.Value.IsDone ? Target(made.Value.Root) : Unavailable(made.Value);
    }

    /// <summary>Asks for the invoice: what a webhook says of it is not believed without.</summary>
    public async Task<Result<PaymentAnswer>> QueryAsync(BtcPaySettings settings, PaymentOf of, CancellationToken ct)
    {
        var said = await SendAsync(settings, new Call(HttpMethod.Get, $"invoices/{Uri.EscapeDataString(of.InvoiceId)}"), ct);
        if (!said.IsOk)
            return said.Problem;
        if (said.Value.Status == 404)
            return new PaymentAnswer.Closed();
        if (!said.Value.IsDone)
            return Unavailable(said.Value);
        var invoice = said.Value.Root;
        // Settled is paid in full; what came too late or in part is Expired, until a person marks it.
        return invoice.At("status").Text() switch
        {
            "Settled" when invoice.At("id").Id() is { } id && invoice.At("metadata", "orderId").Id() is { } orderNo =>
                new PaymentAnswer.Paid(new VerifiedPayment(of.Channel, id, orderNo, invoice.At("amount").Major(invoice.At("currency").Text()), of.Raw ?? said.Value.Raw)),
            "New" or "Processing" => new PaymentAnswer.Open(),
            "Expired" or "Invalid" => new PaymentAnswer.Closed(),
            _ => ProviderClient.NoAnswer,
        };
    }

    /// <summary>Marks the invoice invalid, if nobody has begun to pay it: the server would do so even with one that is paid.</summary>
    public async Task<Problem?> CloseAsync(BtcPaySettings settings, string invoiceId, CancellationToken ct)
    {
        var path = $"invoices/{Uri.EscapeDataString(invoiceId)}";
        var said = await SendAsync(settings, new Call(HttpMethod.Get, path), ct);
        if (!said.IsOk)
            return said.Problem;
        if (said.Value.Status == 404 || said.Value.Root.At("status").Text() is "Expired" or "Invalid")
            return null;
        if (said.Value.Root.At("status").Text() != "New")
            return new Problem(ProblemCode.WrongState, "The payment cannot be closed: it was paid, or is being paid.", "channel");
        var closed = await SendAsync(settings, new Call(HttpMethod.Post, $"{path}/status", new JsonObject { ["status"] = "Invalid" }), ct);
        return !closed.IsOk ? closed.Problem : closed.Value.IsDone ? null : Unavailable(closed.Value);
    }

    /// <summary>Lists no invoice: the server does so only for a key that may.</summary>
    public async Task<Problem?> TestAsync(BtcPaySettings settings, CancellationToken ct)
    {
        var said = await SendAsync(settings, new Call(HttpMethod.Get, "invoices?take=1"), ct);
        return !said.IsOk ? said.Problem : said.Value.IsDone ? null : Unavailable(said.Value);
    }

    private async Task<Result<Said>> SendAsync(BtcPaySettings settings, Call call, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(settings.ServerUrl, $"api/v1/stores/{settings.Store}/{call.Path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("token", settings.Key);
        request.Headers.UserAgent.ParseAdd("Diner");
        if (call.Body is not null)
            request.Content = new StringContent(call.Body.ToJsonString(), Encoding.UTF8, "application/json");
        var sent = await provider.SendAsync(request, ct);
        if (!sent.IsOk)
            return sent.Problem;
        if (sent.Value.Status is >= 500 or 429)
            return ProviderClient.NoAnswer;
        // A list is an array, which is no message of its own elsewhere.
        using var answer = JsonFields.TryParse(Encoding.UTF8.GetBytes($$"""{"said":{{Text(sent.Value.Body)}}}"""));
        return answer is null ? ProviderClient.NoAnswer : new Said(sent.Value.Status, answer.RootElement.At("said").Clone(), Encoding.UTF8.GetString(sent.Value.Body));
    }

    private static string Text(byte[] body) => body.Length == 0 ? "null" : Encoding.UTF8.GetString(body);

    private static bool IsThat(JsonElement invoice, PaymentRequest payment) =>
        invoice.At("status").Text() == "New" && invoice.At("metadata", "orderId").Id() == payment.OrderNo && invoice.At("amount").Major(invoice.At("currency").Text()) == payment.Amount;

    private static Result<PayTarget> Target(JsonElement invoice) =>
        invoice.At("checkoutLink").Text() is { Length: > 0 } url && invoice.At("id").Id() is { } id ? new PayTarget(url, url) { Reference = id } : ProviderClient.NoAnswer;

    private JsonObject Body(PaymentRequest payment) => new()
    {
        ["amount"] = payment.Amount.ToMajorString(),
        ["currency"] = payment.Amount.Currency.Code,
        ["metadata"] = new JsonObject { ["orderId"] = payment.OrderNo, ["itemDesc"] = payment.Subject },
        ["checkout"] = new JsonObject
        {
            ["expirationMinutes"] = Math.Max(MinutesMin, (int)Math.Ceiling((payment.ExpiresAt - clock.GetUtcNow()).TotalMinutes)),
            ["redirectURL"] = payment.ReturnUrl.AbsoluteUri,
            ["redirectAutomatically"] = true,
        },
    };

    private static Problem Unavailable(Said said)
    {
        var error = said.Root.ValueKind == JsonValueKind.Array && said.Root.GetArrayLength() > 0 ? said.Root[0] : said.Root;
        return new(ProblemCode.ChannelUnavailable, $"BTCPay Server answered, but refuses ({said.Status.ToString(CultureInfo.InvariantCulture)}): {error.At("message").Text() ?? "it does not accept this key for this store."}", BtcPaySettings.ApiKey);
    }

    private sealed record Call(HttpMethod Method, string Path, JsonObject? Body = null);

    private sealed record Said(int Status, JsonElement Root, string Raw)
    {
        public bool IsDone => Status is >= 200 and <= 299;
    }
}

/// <summary>Which payment is asked about.</summary>
/// <param name="Channel">Through which channel.</param>
/// <param name="InvoiceId">The server's id of it.</param>
/// <param name="Raw">What told of it, for the record; null when nobody did.</param>
internal sealed record PaymentOf(ChannelId Channel, string InvoiceId, string? Raw);
