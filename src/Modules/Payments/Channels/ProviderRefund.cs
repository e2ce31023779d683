using Diner.Kernel;

namespace Diner.Payments.Channels;

/// <summary>Money that is to go back to where it came from. Asked twice with one <paramref name="RefundNo"/> it goes back once.</summary>
/// <param name="RefundNo">Our number of the refund: at most 32 letters and digits.</param>
/// <param name="OrderNo">The order number the payment named.</param>
/// <param name="TransactionId">The provider's number of the payment.</param>
/// <param name="Paid">What was paid in all.</param>
/// <param name="Amount">What goes back: all or a part of it.</param>
/// <param name="Reason">For the provider and the buyer; holds no secret.</param>
/// <param name="NotifyUrl">Where the provider tells what became of it.</param>
public sealed record RefundRequest(string RefundNo, string OrderNo, string TransactionId, Money Paid, Money Amount, string Reason, Uri NotifyUrl);

/// <summary>Where a refund stands at its provider.</summary>
public enum RefundStage
{
    /// <summary>The provider has taken it on; it will say when it is through.</summary>
    Processing,

    /// <summary>The money is on its way to the buyer and cannot be called back.</summary>
    Succeeded,

    /// <summary>The provider will not do it, however often it is asked; a person decides.</summary>
    Refused,

    /// <summary>The provider knows no refund of that number: it may be asked for again.</summary>
    Unknown,
}

/// <summary>What a provider says of a refund.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="ProviderRefundId">The provider's number of it, when it has one.</param>
/// <param name="Why">When it is refused: the provider's own words, for a person.</param>
public sealed record ProviderRefund(RefundStage Stage, string? ProviderRefundId = null, string? Why = null);

/// <summary>A channel whose provider sends money back when it is asked to.</summary>
public interface IRefundPayments
{
    /// <summary>
    /// Asks for the refund, or repeats the asking: the number makes it one refund. <see cref="ProblemCode.ChannelUnavailable"/> when there was no answer
    /// that can be believed: whether it was done is then not known, and <see cref="QueryRefundAsync"/> tells.
    /// </summary>
    Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct);

    /// <summary>Asks what became of it.</summary>
    Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct);
}
