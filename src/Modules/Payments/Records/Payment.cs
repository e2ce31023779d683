using Diner.Kernel;

namespace Diner.Payments.Records;

/// <summary>What became of a payment.</summary>
public enum PaymentOutcome : short
{
    /// <summary>It pays its order.</summary>
    Applied = 0,

    /// <summary>It names an order, but not its amount; the order waits for a person.</summary>
    AmountMismatch = 1,

    /// <summary>It names no order of its channel, or an order that was paid before; it waits for a person.</summary>
    Unmatched = 2,

    /// <summary>It was unmatched, and a person has dealt with it; who and how is in the audit trail.</summary>
    DealtWith = 3,
}

/// <summary>How we came to know of a payment.</summary>
public enum PaymentSource : short
{
    /// <summary>The channel told us.</summary>
    Notification = 0,

    /// <summary>A person confirmed it; who and why is recorded.</summary>
    Confirmed = 1,

    /// <summary>Nothing was to be paid.</summary>
    Free = 2,

    /// <summary>We asked the channel, because it had told us nothing.</summary>
    Asked = 3,

    /// <summary>The channel's bill had it, and nobody had told us before.</summary>
    Billed = 4,
}

internal sealed class Payment
{
    public PaymentId Id { get; init; }

    public ShopId ShopId { get; init; }

    public ChannelId ChannelId { get; init; }

    public required string ProviderTransactionId { get; init; }

    public required string OrderNo { get; init; }

    public OrderId? OrderId { get; init; }

    /// <summary>Null when what was stated is no amount of the currency.</summary>
    public long? AmountMinor { get; init; }

    public required string Currency { get; init; }

    public PaymentOutcome Outcome { get; set; }

    public PaymentSource Source { get; init; }

    /// <summary>What of it was promised back to the buyer; never more than the amount.</summary>
    public long RefundedMinor { get; set; }

    /// <summary>What the channel keeps of it, as far as we know.</summary>
    public long ChannelFeeMinor { get; init; }

    /// <summary>What of that was charged to the merchant, or to the buyer in the amount.</summary>
    public long ChargedMinor { get; init; }

    /// <summary>The notification, or who confirmed it and why.</summary>
    public required string Raw { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}
