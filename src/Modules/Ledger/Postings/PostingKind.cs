namespace Diner.Ledger.Postings;

/// <summary>Why a posting was made. Each source is posted once of each kind: the database sees to it.</summary>
public enum PostingKind : short
{
    /// <summary>A buyer's payment in; the merchant's share, the platform's and the channel's fee out. Source: the order.</summary>
    Sale = 0,

    /// <summary>Money that belongs to no order. Source: the payment.</summary>
    Unmatched = 1,

    /// <summary>Money promised back to a buyer. Source: the refund.</summary>
    RefundPromised = 2,

    /// <summary>The channel has sent it back. Source: the refund.</summary>
    RefundSent = 3,

    /// <summary>The promise was taken back, because the refund cannot be made. Source: the refund.</summary>
    RefundWithdrawn = 4,

    /// <summary>A bank took money back for now. Source: the dispute.</summary>
    DisputeOpened = 5,

    /// <summary>The dispute was won. Source: the dispute.</summary>
    DisputeWon = 6,

    /// <summary>The dispute was lost. Source: the dispute.</summary>
    DisputeLost = 7,

    /// <summary>Money set aside for a pay-out. Source: the pay-out.</summary>
    PayoutPrepared = 8,

    /// <summary>The bank has sent the pay-out. Source: the pay-out.</summary>
    PayoutSent = 9,

    /// <summary>The pay-out failed and the merchant has the money back. Source: the pay-out.</summary>
    PayoutReturned = 10,

    /// <summary>A channel paid what it held to the bank. Source: the bill's line.</summary>
    ChannelPaidOut = 11,

    /// <summary>A difference to a channel's bill was put right. Source: the difference.</summary>
    Correction = 12,
}
