using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Notifications;

/// <summary>What a provider tells, verifiably, of a refund.</summary>
/// <param name="ChannelId">Through which channel.</param>
/// <param name="RefundNo">Our number of it, as <see cref="RefundRequest.RefundNo"/> gave it.</param>
/// <param name="Refund">Where it stands.</param>
public sealed record RefundNews(ChannelId ChannelId, string RefundNo, ProviderRefund Refund);

/// <summary>How far a dispute has come.</summary>
public enum DisputeStage
{
    /// <summary>The buyer's bank has taken the money back for now, or is about to.</summary>
    Opened,

    /// <summary>The money stays with us, or has come back.</summary>
    Won,

    /// <summary>The money is gone.</summary>
    Lost,
}

/// <summary>What a provider tells, verifiably, of a chargeback or dispute.</summary>
/// <param name="ChannelId">Through which channel.</param>
/// <param name="DisputeId">The provider's number of it.</param>
/// <param name="TransactionId">The provider's number of the payment that is disputed.</param>
/// <param name="Amount">How much is disputed.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Reason">The provider's own word for the reason.</param>
/// <param name="AnswerBy">Until when evidence may be handed in; null when it is not said.</param>
/// <param name="Raw">The notification as received, for the record.</param>
public sealed record DisputeNews(
    ChannelId ChannelId, string DisputeId, string TransactionId, Money? Amount, DisputeStage Stage, string Reason, DateTimeOffset? AnswerBy, string Raw);
