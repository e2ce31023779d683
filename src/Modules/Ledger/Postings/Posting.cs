using Diner.Kernel;

namespace Diner.Ledger.Postings;

/// <summary>Why a posting was made. With the order it is unique: a sale is posted once.</summary>
internal enum PostingKind : short
{
    /// <summary>A buyer's payment in, the merchant's share and the platform's fee out.</summary>
    Sale = 0,
}

/// <summary>Accounts. Each belongs to an owner: a channel, a shop, or the platform.</summary>
internal enum AccountKind : short
{
    /// <summary>Money a channel has taken for us. Owner: the channel. Debit.</summary>
    ChannelClearing = 0,

    /// <summary>Money we owe a merchant. Owner: the shop. Credit.</summary>
    MerchantPayable = 1,

    /// <summary>Money the platform has earned. Owner: the platform. Credit.</summary>
    PlatformFee = 2,
}

internal sealed class Posting
{
    public PostingId Id { get; init; }

    public ShopId ShopId { get; init; }

    public OrderId OrderId { get; init; }

    public PaymentId PaymentId { get; init; }

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
