using Diner.Kernel;

namespace Diner.Settlement.Settle;

/// <summary>What became of a request. Every one is a success to the channel: no retry of its own could change it.</summary>
public enum SettlementOutcome
{
    /// <summary>The order is paid and the buyer has the keys.</summary>
    Settled,

    /// <summary>It was told before, or the order has moved on; nothing was written.</summary>
    AlreadySettled,

    /// <summary>The order is paid; it is delivered as soon as keys arrive.</summary>
    AwaitingStock,

    /// <summary>The order is paid; a person fulfils it.</summary>
    AwaitingPerson,

    /// <summary>Another amount than asked was paid; a person decides.</summary>
    AmountMismatch,

    /// <summary>The payment names no order of its channel, or one that was paid before; a person decides.</summary>
    Unmatched,
}

/// <summary>The answer to one request.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="OrderId">The order it is about, when there is one.</param>
public readonly record struct SettlementResult(SettlementOutcome Outcome, OrderId? OrderId);
