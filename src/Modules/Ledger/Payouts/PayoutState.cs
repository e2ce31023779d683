namespace Diner.Ledger.Payouts;

/// <summary>Where a pay-out stands. The numbers are stored.</summary>
public enum PayoutState : short
{
    /// <summary>Asked for; its money is set aside until the operator's people have looked at it.</summary>
    Requested = 0,

    /// <summary>Everybody who has to has approved it: it may go with the next batch.</summary>
    Approved = 1,

    /// <summary>It stands in a file that was made for the bank; what became of it is entered by hand.</summary>
    Exported = 2,

    /// <summary>The provider is asked for it, and asked again until it says what became of it.</summary>
    Sending = 3,

    /// <summary>The money has gone.</summary>
    Sent = 4,

    /// <summary>It failed, or came back: the merchant has the money again.</summary>
    Returned = 5,

    /// <summary>Taken back before it went, by the merchant or the operator: the merchant has the money again.</summary>
    Withdrawn = 6,

    /// <summary>The provider would not say for too long: a person finds out and enters what became of it.</summary>
    NeedsPerson = 7,
}

/// <summary>What follows from a state.</summary>
public static class PayoutStates
{
    /// <summary>True while the money is neither the merchant's nor gone.</summary>
    public static bool IsOpen(this PayoutState state) => state is not (PayoutState.Sent or PayoutState.Returned or PayoutState.Withdrawn);

    /// <summary>True while a person may enter what became of it. What was sent may still come back.</summary>
    public static bool AwaitsResult(this PayoutState state) => state is PayoutState.Exported or PayoutState.NeedsPerson;
}
