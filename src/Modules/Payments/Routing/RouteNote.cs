using Diner.Kernel;

namespace Diner.Payments.Routing;

/// <summary>Why the router put a channel where it did.</summary>
public enum RouteReason
{
    /// <summary>The order was sent there before: it is tried first, so that a reload opens the same payment.</summary>
    AsBefore,

    /// <summary>The only one that fits.</summary>
    OnlyOne,

    /// <summary>It costs least for this amount.</summary>
    Cheapest,

    /// <summary>Drawn, in proportion to the weights.</summary>
    Drawn,

    /// <summary>It failed a while ago and is tried again with this payment.</summary>
    Trial,

    /// <summary>Stands by: it has no weight, or it costs more.</summary>
    StandsBy,

    /// <summary>It has failed too often just now: used only when nothing else is left.</summary>
    Unhealthy,

    /// <summary>The amount is below what it is used for.</summary>
    AmountTooSmall,

    /// <summary>The amount is above what it is used for.</summary>
    AmountTooLarge,

    /// <summary>It is not used at this hour.</summary>
    ClosedNow,

    /// <summary>It does not take the currency.</summary>
    OtherCurrency,

    /// <summary>It gave a way to pay.</summary>
    Opened,

    /// <summary>It did not give a way to pay; the next one was asked.</summary>
    Failed,
}

/// <summary>One word of the router on one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Reason">Why.</param>
/// <param name="Value">The number that decided, when one did: a weight, a fee or a limit in minor units, milliseconds.</param>
public sealed record RouteNote(ChannelId Channel, RouteReason Reason, long? Value = null)
{
    /// <summary>True when the channel may be asked for a way to pay.</summary>
    public bool IsCandidate => Reason is RouteReason.AsBefore or RouteReason.OnlyOne or RouteReason.Cheapest or RouteReason.Drawn or RouteReason.Trial or RouteReason.StandsBy or RouteReason.Unhealthy;
}
