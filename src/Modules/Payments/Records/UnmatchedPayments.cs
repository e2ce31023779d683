using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Records;

/// <summary>Money that came and belongs to no order, or to one that was paid before. It waits for a person.</summary>
/// <param name="Id">The payment.</param>
/// <param name="Shop">Whose channel received it.</param>
/// <param name="Channel">The channel.</param>
/// <param name="TransactionId">The provider's own number.</param>
/// <param name="OrderNo">The order number it named.</param>
public sealed record UnmatchedPayment(PaymentId Id, ShopId Shop, ChannelId Channel, string TransactionId, string OrderNo)
{
    /// <summary>How much; null when what was stated is no amount of the currency.</summary>
    public Money? Amount { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What we were told, its signature and anything secret masked.</summary>
    public string Raw { get; init; } = "";
}

/// <summary>How many payments wait unmatched.</summary>
/// <param name="Payments">How many; at least one.</param>
/// <param name="Since">Since when the oldest.</param>
public sealed record UnmatchedWaiting(int Payments, DateTimeOffset Since);

/// <summary>Finds unmatched payments, oldest first; answered from indexes that hold them alone.</summary>
public sealed class UnmatchedPayments(Database database)
{
    /// <summary>How many wait in a shop, or in all; null when none does.</summary>
    public async Task<UnmatchedWaiting?> WaitingAsync(ShopId? shop, CancellationToken ct)
    {
        await using var db = database.Read();
        var waiting = Of(db, shop);
        var oldest = await waiting.OrderBy(p => p.Id).Select(p => (DateTimeOffset?)p.RecordedAt).FirstOrDefaultAsync(ct);
        return oldest is { } since ? new UnmatchedWaiting(await waiting.CountAsync(ct), since) : null;
    }

    /// <summary>Those of a shop, or of all, that came after the one named.</summary>
    public async Task<IReadOnlyList<UnmatchedPayment>> ListAsync(ShopId? shop, PaymentId? after, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await Of(db, shop).Where(p => after == null || p.Id.CompareTo(after.Value) > 0).OrderBy(p => p.Id).Take(take).ToListAsync(ct);
        return [.. rows.Select(View)];
    }

    private static IQueryable<Payment> Of(DinerDb db, ShopId? shop)
    {
        var waiting = db.Set<Payment>().Where(p => p.Outcome == PaymentOutcome.Unmatched);
        return shop is { } one ? waiting.Where(p => p.ShopId == one) : waiting;
    }

    private static UnmatchedPayment View(Payment payment) => new(payment.Id, payment.ShopId, payment.ChannelId, payment.ProviderTransactionId, payment.OrderNo)
    {
        Amount = payment.AmountMinor is { } minor ? new Money(minor, CurrencyCode.Parse(payment.Currency)) : null,
        At = payment.RecordedAt,
        Raw = RawPayload.Masked(payment.Raw),
    };
}
