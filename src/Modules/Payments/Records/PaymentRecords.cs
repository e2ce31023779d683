using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Records;

/// <summary>A recorded payment as staff see it.</summary>
/// <param name="Id">The record.</param>
/// <param name="ChannelId">Through which channel.</param>
/// <param name="ProviderTransactionId">What the provider calls it.</param>
/// <param name="Amount">What arrived; null when what was stated is no amount.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Source">How we came to know.</param>
/// <param name="Raw">What we were told, its signature and anything secret masked.</param>
/// <param name="At">When.</param>
public sealed record PaymentView(
    PaymentId Id, ChannelId ChannelId, string ProviderTransactionId, Money? Amount, PaymentOutcome Outcome, PaymentSource Source, string Raw, DateTimeOffset At)
{
    /// <summary>What of it was promised back, minor units.</summary>
    public long RefundedMinor { get; init; }

    /// <summary>What may still go back; null when the amount could not be read or nothing was paid.</summary>
    public Money? Refundable => Amount is { } paid && Source != PaymentSource.Free ? paid with { AmountMinor = paid.AmountMinor - RefundedMinor } : null;
}

/// <summary>Reads recorded payments. What was refused as forged is counted, not recorded.</summary>
public sealed class PaymentRecords(Database database, Channels.Channels channels)
{
    /// <summary>What was told of one order, oldest first; also money that named it and found no use.</summary>
    public async Task<IReadOnlyList<PaymentView>> OfOrderAsync(ShopId shop, OrderId order, string orderNo, CancellationToken ct)
    {
        await using var db = database.Read();
        var applied = await db.Set<Payment>().Where(p => p.OrderId == order).ToListAsync(ct);
        var unmatched = await db.Set<Payment>().Where(p => p.ShopId == shop && p.OrderNo == orderNo && p.OrderId == null).ToListAsync(ct);
        return [.. applied.Concat(unmatched).OrderBy(p => p.RecordedAt).ThenBy(p => p.Id.Value).Select(View)];
    }

    /// <summary>One payment of a shop and the order number it named; null when the shop has no such payment.</summary>
    public async Task<(PaymentView Payment, string OrderNo)?> FindAsync(ShopId shop, PaymentId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Payment>().SingleOrDefaultAsync(p => p.Id == id && p.ShopId == shop, ct) is { } payment ? (View(payment), payment.OrderNo) : null;
    }

    /// <summary>The number of the order that a provider's transaction of the shop names; null when the shop has no such transaction.</summary>
    public async Task<string?> OrderNoOfAsync(ShopId shop, string transaction, CancellationToken ct)
    {
        var ids = (await channels.ListAsync(shop, ct)).Select(channel => channel.Id).ToList();
        await using var db = database.Read();
        return await db.Set<Payment>().Where(p => ids.Contains(p.ChannelId) && p.ProviderTransactionId == transaction && p.ShopId == shop)
            .Select(p => p.OrderNo).FirstOrDefaultAsync(ct);
    }

    /// <summary>The orders that a provider's transaction paid, in any shop: providers number for themselves, so there may be several.</summary>
    public async Task<IReadOnlyList<OrderId>> OrdersOfAsync(string transaction, CancellationToken ct)
    {
        var ids = (await channels.ListAsync(null, ct)).Select(channel => channel.Id).ToList();
        await using var db = database.Read();
        return await db.Set<Payment>().Where(p => ids.Contains(p.ChannelId) && p.ProviderTransactionId == transaction && p.OrderId != null).Select(p => p.OrderId!.Value).Distinct().ToListAsync(ct);
    }

    private static PaymentView View(Payment payment) => new(
        payment.Id, payment.ChannelId, payment.ProviderTransactionId,
        payment.AmountMinor is { } minor ? new Money(minor, CurrencyCode.Parse(payment.Currency)) : null,
        payment.Outcome, payment.Source, RawPayload.Masked(payment.Raw), payment.RecordedAt) { RefundedMinor = payment.RefundedMinor };
}
