using Diner.Kernel;

namespace Diner.Payments.Notifications;

/// <summary>A notification as it came in, at most <see cref="BodyBytesMax"/> long.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Query">The raw query string without its question mark.</param>
/// <param name="ContentType">Of the body, empty without one.</param>
/// <param name="Body">The raw body.</param>
/// <param name="Headers">Looks a header up; null when it is absent.</param>
public sealed record NotificationRequest(string Method, string Query, string ContentType, ReadOnlyMemory<byte> Body, Func<string, string?> Headers)
{
    /// <summary>A longer body is refused unread.</summary>
    public const int BodyBytesMax = 64 * 1024;
}

/// <summary>What a channel makes of a notification.</summary>
public abstract record NotificationReading
{
    private NotificationReading()
    {
    }

    /// <summary>What it says, for a person who looks into it; nothing acts on it. Of what is refused it is hearsay.</summary>
    public NotificationFacts Facts { get; init; } = NotificationFacts.None;

    /// <summary>Genuine, and says that money arrived. The reply is sent only after the payment is committed.</summary>
    public sealed record Paid(VerifiedPayment Payment, NotificationReply Success, NotificationReply TryLater) : NotificationReading;

    /// <summary>Genuine, and tells what became of a refund. The reply is sent only after that is committed.</summary>
    public sealed record Refunded(RefundNews News, NotificationReply Success, NotificationReply TryLater) : NotificationReading;

    /// <summary>Genuine, and tells of a dispute. The reply is sent only after that is committed.</summary>
    public sealed record Disputed(DisputeNews News, NotificationReply Success, NotificationReply TryLater) : NotificationReading;

    /// <summary>Genuine, but not about a payment that arrived: waiting, closed, a test. Nothing to do.</summary>
    public sealed record NotPaid(string Why, NotificationReply Reply) : NotificationReading;

    /// <summary>Forged, malformed, or of another merchant. Refused and counted.</summary>
    /// <param name="Why">A short reason for the log; holds no secret.</param>
    /// <param name="Reply">What the sender gets.</param>
    public sealed record Refused(string Why, NotificationReply Reply) : NotificationReading;

    /// <summary>May be genuine, but the provider could not be asked to confirm it. It will send it again.</summary>
    public sealed record Unconfirmed(string Why, NotificationReply Reply) : NotificationReading;
}

/// <summary>What a notification says. Each is null when it does not say it, or not in a way that can be read.</summary>
/// <param name="OrderNo">Our order number.</param>
/// <param name="TransactionId">The provider's number of the payment.</param>
/// <param name="Amount">In the order's currency.</param>
/// <param name="Status">The provider's own word: <c>TRADE_SUCCESS</c>, <c>COMPLETED</c>, <c>2</c>.</param>
public sealed record NotificationFacts(string? OrderNo, string? TransactionId, Money? Amount, string? Status)
{
    /// <summary>It says nothing of a payment.</summary>
    public static readonly NotificationFacts None = new(null, null, null, null);
}

/// <summary>The exact bytes a provider wants.</summary>
public sealed record NotificationReply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Plain text.</summary>
    public static NotificationReply Text(int status, string text) => new(status, "text/plain", System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>JSON.</summary>
    public static NotificationReply Json(int status, string json) => new(status, "application/json", System.Text.Encoding.UTF8.GetBytes(json));
}

/// <summary>Money that a provider says, verifiably, has arrived.</summary>
/// <param name="ChannelId">Through which channel.</param>
/// <param name="ProviderTransactionId">Unique with the channel: the same payment told twice has the same id.</param>
/// <param name="OrderNo">What it says it pays.</param>
/// <param name="Amount">What arrived; null when the stated amount is no amount of the currency, which settles nothing.</param>
/// <param name="Raw">The notification as received, for the record.</param>
public sealed record VerifiedPayment(ChannelId ChannelId, string ProviderTransactionId, string OrderNo, Money? Amount, string Raw);
