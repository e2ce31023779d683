using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Channels;

/// <summary>A payment that was opened at a provider, so that it can be asked about.</summary>
/// <param name="OrderNo">Our order number.</param>
/// <param name="Amount">What was asked for.</param>
/// <param name="Reference">The provider's own name of it, as <see cref="PayTarget.Reference"/> gave it; null for providers that know it by our number.</param>
/// <param name="OpenedAt">When it was opened.</param>
public sealed record PaymentAttempt(string OrderNo, Money Amount, string? Reference, DateTimeOffset OpenedAt);

/// <summary>What a provider says of a payment when it is asked.</summary>
public abstract record PaymentAnswer
{
    private PaymentAnswer()
    {
    }

    /// <summary>The money arrived. The transaction id is the one its notification carries, so that the payment is recorded once whoever comes first.</summary>
    public sealed record Paid(VerifiedPayment Payment) : PaymentAnswer;

    /// <summary>Not yet, or the provider knows nothing of it because the buyer has not come: it may still be paid.</summary>
    public sealed record Open : PaymentAnswer;

    /// <summary>It was closed or has run out: nobody can pay it any more.</summary>
    public sealed record Closed : PaymentAnswer;
}

/// <summary>A channel whose provider can be asked about a payment.</summary>
public interface IQueryPayments
{
    /// <summary>Asks; <see cref="ProblemCode.ChannelUnavailable"/> when there was no answer that can be believed.</summary>
    Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct);
}

/// <summary>A channel whose provider can be told that a payment is not wanted any more.</summary>
public interface IClosePayments
{
    /// <summary>
    /// Null when nobody can pay it any more: closed now, before, or never known. A problem when it was paid meanwhile or there was no answer:
    /// ask again with <see cref="IQueryPayments.QueryAsync"/>.
    /// </summary>
    Task<Problem?> CloseAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct);
}
