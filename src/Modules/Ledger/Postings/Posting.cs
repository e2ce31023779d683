using Diner.Kernel;
using Diner.Ledger.Accounts;

namespace Diner.Ledger.Postings;

/// <summary>What was posted: never changed, corrected only by another posting.</summary>
internal sealed class Posting
{
    public PostingId Id { get; init; }

    public ShopId ShopId { get; init; }

    /// <summary>The order it belongs to, when there is one; through it, the keys.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>The payment it moves, when there is one.</summary>
    public PaymentId? PaymentId { get; init; }

    /// <summary>What it was made of, besides sales: the refund, the pay-out, the dispute, the difference.</summary>
    public Guid? SourceId { get; init; }

    public PostingKind Kind { get; init; }

    public required string Currency { get; init; }

    public DateTimeOffset PostedAt { get; init; }
}

/// <summary>One side of a posting: debit is positive, credit negative; a posting's entries sum to zero.</summary>
internal sealed class Entry
{
    public PostingId PostingId { get; init; }

    public short Line { get; init; }

    public AccountKind Account { get; init; }

    public Guid OwnerId { get; init; }

    public long AmountMinor { get; init; }
}
