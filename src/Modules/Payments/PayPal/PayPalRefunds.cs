using System.Text.Json;
using System.Text.Json.Nodes;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.PayPal;

/// <summary>
/// Refunds of a capture, known by our number as <c>custom_id</c>. It is the request id too, but PayPal forgets those after 45 days: so the order's
/// refunds are looked through before one is made. PayPal lists them with the order, and a capture names its order.
/// </summary>
internal sealed class PayPalRefunds(PayPalClient client)
{
    private const int NoteCharsMax = 200; // The API takes 255.

    public async Task<Result<ProviderRefund>> RefundAsync(PayPalSettings settings, RefundRequest refund, CancellationToken ct)
    {
        var known = await QueryAsync(settings, refund, ct);
        if (!known.IsOk || known.Value.Stage != RefundStage.Unknown)
            return known;
        if (PayPalMoney.Json(refund.Amount) is not { } amount)
            return new ProviderRefund(RefundStage.Refused, Why: $"PayPal sends back whole {refund.Amount.Currency} only.");
        var body = new JsonObject { ["amount"] = amount, ["custom_id"] = refund.RefundNo, ["invoice_id"] = refund.RefundNo };
        if (Note(refund.Reason) is { Length: > 0 } note)
            body["note_to_payer"] = note;
        var said = await client.CallAsync(settings, new PayPalCall($"v2/payments/captures/{Uri.EscapeDataString(refund.TransactionId)}/refund", body, refund.RefundNo), ct);
        if (!said.IsOk)
            return said.Problem;
        return said.Value.IsDone ? Said(said.Value.Root) : new ProviderRefund(RefundStage.Refused, Why: said.Value.Words);
    }

    public async Task<Result<ProviderRefund>> QueryAsync(PayPalSettings settings, RefundRequest refund, CancellationToken ct)
    {
        // 1. The capture names its order.
        var capture = await client.CallAsync(settings, new PayPalCall($"v2/payments/captures/{Uri.EscapeDataString(refund.TransactionId)}"), ct);
        if (!capture.IsOk)
            return capture.Problem;
        if (!capture.Value.IsDone)
            return new ProviderRefund(RefundStage.Refused, Why: capture.Value.Words);
        if (capture.Value.Root.At("supplementary_data", "related_ids", "order_id").Id() is not { } orderId)
            return ProviderClient.NoAnswer;
        // 2. The order lists its refunds.
        var order = await client.CallAsync(settings, new PayPalCall($"v2/checkout/orders/{Uri.EscapeDataString(orderId)}"), ct);
        if (!order.IsOk)
            return order.Problem;
        if (!order.Value.IsDone)
            return ProviderClient.NoAnswer;
        var refunds = PayPalOrders.Unit(order.Value.Root).At("payments", "refunds");
        var found = refunds.ValueKind == JsonValueKind.Array ? refunds.EnumerateArray().FirstOrDefault(one => NumberOf(one) == refund.RefundNo) : default;
        return found.ValueKind == JsonValueKind.Object ? Said(found) : new ProviderRefund(RefundStage.Unknown);
    }

    /// <summary>Our number of a refund.</summary>
    public static string? NumberOf(JsonElement refund) => refund.At("custom_id").Id() ?? refund.At("invoice_id").Id();

    /// <summary>What PayPal's words for the state of a refund mean.</summary>
    public static ProviderRefund Said(JsonElement refund) => refund.At("status").Text() switch
    {
        "COMPLETED" => new ProviderRefund(RefundStage.Succeeded, refund.At("id").Id()),
        "PENDING" => new ProviderRefund(RefundStage.Processing, refund.At("id").Id()),
        var other => new ProviderRefund(RefundStage.Refused, refund.At("id").Id(), refund.At("status_details", "reason").Text() ?? other ?? "PayPal does not say why."),
    };

    private static string Note(string reason) => string.Concat(reason.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Take(NoteCharsMax / 2)).Trim();
}
