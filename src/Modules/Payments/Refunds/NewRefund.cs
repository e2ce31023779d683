using Diner.Kernel;

namespace Diner.Payments.Refunds;

/// <summary>A refund to be written down.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Payment">The payment it gives back, locked.</param>
/// <param name="Amount">How much.</param>
public sealed record NewRefund(RefundId Id, LockedPayment Payment, Money Amount)
{
    /// <summary>What of the platform's share the merchant gets back.</summary>
    public long FeeReturnedMinor { get; init; }

    /// <summary>What of the charge for the channel the merchant gets back.</summary>
    public long ChargeReturnedMinor { get; init; }

    /// <summary>What the channel gives back of its own fee.</summary>
    public long ChannelFeeReturnedMinor { get; init; }

    /// <summary>Why, 1 to 200 characters: the buyer and the provider read it.</summary>
    public required string Reason { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why a person must send it; null when the channel can be asked.</summary>
    public string? ByHandBecause { get; init; }

    /// <summary>The channel's own number when it has sent the money already; null when it is to be sent.</summary>
    public string? SentAs { get; init; }

    internal RefundState State => (SentAs, ByHandBecause) switch
    {
        (not null, _) => RefundState.Done,
        (null, not null) => RefundState.NeedsPerson,
        _ => RefundState.Due,
    };
}
