using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.PayPal;

/// <summary>
/// Orders, API v2. 1. Opened with our order number as <c>custom_id</c> and <c>invoice_id</c>; the buyer approves it on PayPal's page. 2. Approved is
/// not paid: somebody must capture it. Whoever hears of it first does, the webhook of the approval or who asks; the request id makes it
/// one capture. 3. The capture is the payment, and its id the number of it.
/// </summary>
internal sealed class PayPalOrders(PayPalClient client)
{
    private const int DescriptionCharsMax = 120; // The API takes 127.

    public async Task<Result<PayTarget>> OpenAsync(PayPalSettings settings, PaymentRequest payment, CancellationToken ct)
    {
        if (PayPalMoney.Json(payment.Amount) is not { } amount)
            return new Problem(ProblemCode.ChannelUnavailable, $"PayPal takes whole {payment.Amount.Currency} only. Choose another way to pay.", "channel");
        var call = new PayPalCall("v2/checkout/orders", Body(payment, amount), $"{payment.OrderNo}-{payment.Amount.AmountMinor}");
        var said = await client.CallAsync(settings, call, ct);
        if (!said.IsOk)
            return said.Problem;
        if (!said.Value.IsDone)
            return new Problem(ProblemCode.ChannelUnavailable, $"PayPal does not open this payment: {said.Value.Words}", "channel");
        var url = LinkOf(said.Value.Root, "payer-action") ?? LinkOf(said.Value.Root, "approve");
        return url is not null && said.Value.Root.At("id").Id() is { } id ? new PayTarget(url, url) { Reference = id } : ProviderClient.NoAnswer;
    }

    /// <summary>Asks, and captures what was approved.</summary>
    public async Task<Result<PaymentAnswer>> QueryAsync(PayPalSettings settings, ChannelId channel, string orderId, CancellationToken ct)
    {
        var said = await client.CallAsync(settings, new PayPalCall($"v2/checkout/orders/{Uri.EscapeDataString(orderId)}"), ct);
        if (said is { IsOk: true, Value.IsDone: true } && said.Value.Root.At("status").Text() == "APPROVED")
            return await CaptureAsync(settings, channel, orderId, ct);
        return Answer(channel, said);
    }

    /// <summary>Captures an approved order; one that is captured already is found. Still open when the buyer has not approved it.</summary>
    public async Task<Result<PaymentAnswer>> CaptureAsync(PayPalSettings settings, ChannelId channel, string orderId, CancellationToken ct)
    {
        var path = $"v2/checkout/orders/{Uri.EscapeDataString(orderId)}";
        var said = await client.CallAsync(settings, new PayPalCall($"{path}/capture", [], $"capture-{orderId}"), ct);
        if (!said.IsOk)
            return said.Problem;
        if (said.Value.IsDone)
            return Answer(channel, said);
        return said.Value.Issue switch
        {
            "ORDER_ALREADY_CAPTURED" => Answer(channel, await client.CallAsync(settings, new PayPalCall(path), ct)),
            // The buyer has not approved it, or PayPal sends the buyer to choose another way to pay it.
            "ORDER_NOT_APPROVED" or "INSTRUMENT_DECLINED" or "PAYER_ACTION_REQUIRED" => new PaymentAnswer.Open(),
            "RESOURCE_NOT_FOUND" or "INVALID_RESOURCE_ID" or "ORDER_VOIDED" or "DUPLICATE_INVOICE_ID" => new PaymentAnswer.Closed(),
            _ => Unavailable(said.Value),
        };
    }

    private static Result<PaymentAnswer> Answer(ChannelId channel, Result<PayPalSaid> said)
    {
        if (!said.IsOk)
            return said.Problem;
        if (said.Value.Status == 404)
            return new PaymentAnswer.Closed(); // PayPal forgets what nobody approved in three hours.
        if (!said.Value.IsDone)
            return Unavailable(said.Value);
        var (order, unit) = (said.Value.Root, Unit(said.Value.Root));
        var capture = unit.At("payments", "captures") is { ValueKind: JsonValueKind.Array } captures && captures.GetArrayLength() > 0 ? captures[0] : default;
        var orderNo = capture.At("custom_id").Id() ?? unit.At("custom_id").Id();
        if (capture.At("status").Text() is "COMPLETED" or "PARTIALLY_REFUNDED" or "REFUNDED" && capture.At("id").Id() is { } id && orderNo is not null)
            return new PaymentAnswer.Paid(new VerifiedPayment(channel, id, orderNo, capture.At("amount", "value").Major(capture.At("amount", "currency_code").Text()), said.Value.Raw));
        return order.At("status").Text() is "VOIDED" || capture.At("status").Text() is "DECLINED" or "FAILED" ? new PaymentAnswer.Closed() : new PaymentAnswer.Open();
    }

    /// <summary>An order's only purchase unit.</summary>
    public static JsonElement Unit(JsonElement order) => order.At("purchase_units") is { ValueKind: JsonValueKind.Array } units && units.GetArrayLength() > 0 ? units[0] : default;

    private static JsonObject Body(PaymentRequest payment, JsonObject amount) => new()
    {
        ["intent"] = "CAPTURE",
        ["purchase_units"] = new JsonArray(new JsonObject { ["custom_id"] = payment.OrderNo, ["invoice_id"] = payment.OrderNo, ["description"] = Description(payment), ["amount"] = amount }),
        ["payment_source"] = new JsonObject
        {
            ["paypal"] = new JsonObject
            {
                ["experience_context"] = new JsonObject
                {
                    ["return_url"] = payment.ReturnUrl.AbsoluteUri,
                    ["cancel_url"] = payment.ReturnUrl.AbsoluteUri,
                    ["user_action"] = "PAY_NOW",
                    ["shipping_preference"] = "NO_SHIPPING",
                },
            },
        },
    };

    private static string Description(PaymentRequest payment)
    {
        var plain = string.Concat(payment.Subject.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Take(DescriptionCharsMax / 2)).Trim();
        return plain.Length > 0 ? plain : payment.OrderNo;
    }

    private static string? LinkOf(JsonElement order, string rel)
    {
        if (order.At("links") is not { ValueKind: JsonValueKind.Array } links)
            return null;
        return links.EnumerateArray().Where(link => link.At("rel").Text() == rel).Select(link => link.At("href").Text()).FirstOrDefault();
    }

    private static Problem Unavailable(PayPalSaid said) => new(ProblemCode.ChannelUnavailable, $"PayPal answered, but refuses: {said.Words}", PayPalSettings.Secret);
}
