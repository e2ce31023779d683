using System.Net;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Stripe;
using Stripe.Checkout;

namespace Diner.Payments.Stripe;

/// <summary>
/// Checkout Sessions: opened with our order number in <c>client_reference_id</c> and <c>metadata.order_no</c>, asked about and expired by their
/// own id, which is the payment's reference. The number of the payment is that of the payment intent, as in the webhook.
/// </summary>
internal sealed class StripeSessions(StripeApi api, TimeProvider clock)
{
    private const int NameCharsMax = 250;

    // Stripe takes 30 minutes to 24 hours from when it is asked. The hold's end and half an hour is never too early, and the same each time an
    // order is asked for, which the idempotency key demands.
    private static readonly TimeSpan AfterTheHold = TimeSpan.FromMinutes(31);
    private static readonly TimeSpan LifeMax = TimeSpan.FromHours(24);

    public async Task<Result<PayTarget>> OpenAsync(StripeSettings settings, PaymentRequest payment, CancellationToken ct)
    {
        var idempotency = new RequestOptions { IdempotencyKey = $"{payment.OrderNo}-{payment.Amount.AmountMinor}-{payment.Amount.Currency}" };
        var asked = await api.AskAsync(settings, stripe => new SessionService(stripe).CreateAsync(Options(payment), idempotency, ct));
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.Refusal is { } refusal)
            return new Problem(ProblemCode.ChannelUnavailable, $"Stripe does not open this payment: {refusal.Message} Choose another way to pay.", "channel");
        return asked.Value.Answer is { Id.Length: > 0, Url.Length: > 0 } session ? new PayTarget(session.Url, session.Url) { Reference = session.Id } : ProviderClient.NoAnswer;
    }

    public async Task<Result<PaymentAnswer>> QueryAsync(StripeSettings settings, ChannelId channel, PaymentAttempt attempt, CancellationToken ct)
    {
        if (attempt.Reference is not { } id)
            return new PaymentAnswer.Open(); // Nobody was ever sent to a session whose address did not arrive here.
        var asked = await api.AskAsync(settings, stripe => new SessionService(stripe).GetAsync(id, cancellationToken: ct));
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.Refusal is { } refusal)
            return refusal.Status == HttpStatusCode.NotFound ? new PaymentAnswer.Closed() : Unavailable(refusal);
        return Read(channel, asked.Value.Answer!);
    }

    public async Task<Problem?> CloseAsync(StripeSettings settings, ChannelId channel, PaymentAttempt attempt, CancellationToken ct)
    {
        if (attempt.Reference is not { } id)
            return null;
        var asked = await api.AskAsync(settings, stripe => new SessionService(stripe).ExpireAsync(id, cancellationToken: ct));
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.Refusal is null)
            return null;
        // Only an open session can be expired. Whether this one was paid or had ended, only asking tells.
        var found = await QueryAsync(settings, channel, attempt, ct);
        return !found.IsOk ? found.Problem : found.Value is PaymentAnswer.Closed ? null : new Problem(ProblemCode.WrongState, "The payment cannot be closed: it was paid, or is being paid.", "channel");
    }

    /// <summary>Lists one session: Stripe does so only for a key that may work with Checkout.</summary>
    public async Task<Problem?> TestAsync(StripeSettings settings, CancellationToken ct)
    {
        var asked = await api.AskAsync(settings, stripe => new SessionService(stripe).ListAsync(new SessionListOptions { Limit = 1 }, cancellationToken: ct));
        return !asked.IsOk ? asked.Problem : asked.Value.Refusal is { } refusal ? Unavailable(refusal) : null;
    }

    private static Result<PaymentAnswer> Read(ChannelId channel, Session session)
    {
        if (session.PaymentStatus == "paid" && session is { PaymentIntentId: { } paymentId, ClientReferenceId: { } orderNo })
        {
            Money? amount = session.AmountTotal is { } minor && CurrencyCode.TryParse(session.Currency?.ToUpperInvariant(), out var currency) ? new Money(minor, currency) : null;
            return new PaymentAnswer.Paid(new VerifiedPayment(channel, paymentId, orderNo, amount, session.StripeResponse?.Content ?? ""));
        }

        return session.Status == "expired" ? new PaymentAnswer.Closed() : new PaymentAnswer.Open();
    }

    private SessionCreateOptions Options(PaymentRequest payment) => new()
    {
        Mode = "payment",
        ClientReferenceId = payment.OrderNo,
        Metadata = new() { ["order_no"] = payment.OrderNo },
        PaymentIntentData = new() { Metadata = new() { ["order_no"] = payment.OrderNo } },
        SuccessUrl = payment.ReturnUrl.AbsoluteUri,
        CancelUrl = payment.ReturnUrl.AbsoluteUri,
        ExpiresAt = Expiry(payment.ExpiresAt),
        LineItems =
        [
            new()
            {
                Quantity = 1,
                PriceData = new() { Currency = payment.Amount.Currency.Code.ToLowerInvariant(), UnitAmount = payment.Amount.AmountMinor, ProductData = new() { Name = Name(payment) } },
            },
        ],
    };

    // Null leaves it to Stripe's own 24 hours.
    private DateTime? Expiry(DateTimeOffset holdEnds) => holdEnds + AfterTheHold < clock.GetUtcNow() + LifeMax ? (holdEnds + AfterTheHold).UtcDateTime : null;

    private static string Name(PaymentRequest payment)
    {
        var plain = string.Concat(payment.Subject.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Take(NameCharsMax)).Trim();
        return plain.Length > 0 ? plain : payment.OrderNo;
    }

    private static Problem Unavailable(StripeRefusal refusal) => new(ProblemCode.ChannelUnavailable, $"Stripe answered, but refuses: {refusal.Message} ({refusal.Code})", StripeSettings.SecretKey);
}
