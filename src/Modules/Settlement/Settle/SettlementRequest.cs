using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Records;

namespace Diner.Settlement.Settle;

/// <summary>Something that may move an order: a payment, or keys that have come for a paid order that waits.</summary>
public sealed record SettlementRequest
{
    private SettlementRequest()
    {
    }

    /// <summary>The order it is about, as the payer named it.</summary>
    public required string OrderNo { get; init; }

    /// <summary>The shop of the channel.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>When it reached us: what the buyer's waiting is measured from.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The money, or null when a paid order only waits for keys.</summary>
    public VerifiedPayment? Payment { get; init; }

    /// <summary>The terms of the channel the money came through; null when it came through none.</summary>
    public ChannelTerms? Terms { get; init; }

    /// <summary>How we came to know of the money.</summary>
    public PaymentSource Source { get; init; }

    /// <summary>What the channel kept of the money, minor units, when its bill says; otherwise it is reckoned by the terms.</summary>
    public long? BilledFeeMinor { get; init; }

    /// <summary>A channel told us of a payment.</summary>
    public static SettlementRequest Notified(ShopId shop, VerifiedPayment payment, DateTimeOffset receivedAt) =>
        new() { OrderNo = payment.OrderNo, ShopId = shop, ReceivedAt = receivedAt, Payment = payment, Source = PaymentSource.Notification };

    /// <summary>The same, with the terms of the channel.</summary>
    public static SettlementRequest Notified(ChannelConfig channel, VerifiedPayment payment, DateTimeOffset receivedAt) =>
        Notified(channel.ShopId, payment, receivedAt) with { Terms = channel.Terms };

    /// <summary>A channel told us of a payment when we asked.</summary>
    public static SettlementRequest Asked(ChannelConfig channel, VerifiedPayment payment, DateTimeOffset receivedAt) =>
        Notified(channel, payment, receivedAt) with { Source = PaymentSource.Asked };

    /// <summary>The channel's bill has a payment that nobody had told us of.</summary>
    public static SettlementRequest Billed(ChannelConfig channel, VerifiedPayment payment, long? feeMinor, DateTimeOffset receivedAt) =>
        Notified(channel, payment, receivedAt) with { Source = PaymentSource.Billed, BilledFeeMinor = feeMinor };

    /// <summary>A person or the house itself vouches for the whole amount.</summary>
    public static SettlementRequest Vouched(ShopId shop, VerifiedPayment payment, PaymentSource source, DateTimeOffset receivedAt) =>
        new() { OrderNo = payment.OrderNo, ShopId = shop, ReceivedAt = receivedAt, Payment = payment, Source = source };

    /// <summary>Keys may have come for a paid order.</summary>
    public static SettlementRequest KeysArrived(ShopId shop, string orderNo, DateTimeOffset now) =>
        new() { OrderNo = orderNo, ShopId = shop, ReceivedAt = now };
}
