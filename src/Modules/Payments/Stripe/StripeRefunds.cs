using Diner.Kernel;
using Diner.Payments.Channels;
using Stripe;

namespace Diner.Payments.Stripe;

/// <summary>
/// Refunds, known by our number in <c>metadata.refund_no</c>. It is the idempotency key too, but Stripe forgets keys after a day: so the payment's
/// refunds are looked through before one is made.
/// </summary>
internal sealed class StripeRefunds(StripeApi api)
{
    public const string RefundNo = "refund_no";

    private const int RefundsMax = 100;

    public async Task<Result<ProviderRefund>> RefundAsync(StripeSettings settings, RefundRequest refund, CancellationToken ct)
    {
        var known = await QueryAsync(settings, refund, ct);
        if (!known.IsOk || known.Value.Stage != RefundStage.Unknown)
            return known;
        var options = new RefundCreateOptions
        {
            PaymentIntent = refund.TransactionId,
            Amount = refund.Amount.AmountMinor,
            Reason = "requested_by_customer",
            Metadata = new() { [RefundNo] = refund.RefundNo, ["order_no"] = refund.OrderNo },
        };
        var asked = await api.AskAsync(settings, stripe => new RefundService(stripe).CreateAsync(options, new RequestOptions { IdempotencyKey = refund.RefundNo }, ct));
        return asked.IsOk ? Said(asked.Value) : asked.Problem;
    }

    public async Task<Result<ProviderRefund>> QueryAsync(StripeSettings settings, RefundRequest refund, CancellationToken ct)
    {
        var list = new RefundListOptions { PaymentIntent = refund.TransactionId, Limit = RefundsMax };
        var asked = await api.AskAsync(settings, stripe => new RefundService(stripe).ListAsync(list, cancellationToken: ct));
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.Refusal is { } refusal)
            return new ProviderRefund(RefundStage.Refused, Why: $"{refusal.Message} ({refusal.Code})");
        var found = asked.Value.Answer!.Data.Find(one => one.Metadata?.GetValueOrDefault(RefundNo) == refund.RefundNo);
        if (found is null && asked.Value.Answer.HasMore)
            return new ProviderRefund(RefundStage.Refused, Why: $"This payment has more than {RefundsMax} refunds at Stripe: look there, by hand.");
        return found is null ? new ProviderRefund(RefundStage.Unknown) : Said(found.Id, found.Status, found.FailureReason);
    }

    /// <summary>What Stripe's words for the state of a refund mean.</summary>
    public static ProviderRefund Said(string? id, string? status, string? failure) => status switch
    {
        "succeeded" => new ProviderRefund(RefundStage.Succeeded, id),
        "pending" or "requires_action" => new ProviderRefund(RefundStage.Processing, id),
        _ => new ProviderRefund(RefundStage.Refused, id, failure ?? status ?? "Stripe does not say why."),
    };

    private static ProviderRefund Said(StripeSaid<Refund> said) => said.Refusal is { } refusal
        ? new ProviderRefund(RefundStage.Refused, Why: $"{refusal.Message} ({refusal.Code})")
        : Said(said.Answer!.Id, said.Answer.Status, said.Answer.FailureReason);
}
