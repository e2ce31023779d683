using Diner.Data.Settings;
using Diner.Kernel;
using Diner.Ledger.Postings;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Payments.Refunds;

namespace Diner.Settlement.Refund;

/// <summary>What a refund is made of besides its transaction: the rules of the house, the channel, the books.</summary>
public sealed class RefundParts(SettingsBook settings, Channels channels, PaymentRecords payments, PostEntries post, IdSource ids)
{
    internal PostEntries Post => post;

    internal RefundId NextId() => ids.Next<RefundId>();

    /// <summary>The order number the payment names, which is locked first; null when the shop has no such payment.</summary>
    internal async Task<string?> FindOrderNoAsync(RefundOrder wish, CancellationToken ct) => (await payments.FindAsync(wish.Shop, wish.Payment, ct))?.OrderNo;

    internal async Task<RefundTerms> TermsAsync(LockedPayment payment, LockedOrder? order, Money amount, CancellationToken ct)
    {
        var house = await settings.CurrentAsync(ct);
        var channel = await channels.FindAsync(payment.ChannelId, ct);
        return RefundTerms.Of(payment, amount, order?.FeeMinor ?? 0, house.FeeReturnedPercent, channel?.Terms.ReturnsFee ?? false);
    }

    /// <summary>Why nobody but a person can send it; null when the channel can.</summary>
    internal async Task<string?> ByHandBecauseAsync(LockedPayment payment, CancellationToken ct)
    {
        if (payment.Source == PaymentSource.Confirmed)
            return "A person confirmed this payment: the channel knows nothing of it. Send the money by hand and say how.";
        return await channels.FindAsync(payment.ChannelId, ct) is { } channel && channels.SpeakerOf(channel) is IRefundPayments
            ? null
            : "This channel cannot send money back by itself. Send it by hand and say how.";
    }
}
