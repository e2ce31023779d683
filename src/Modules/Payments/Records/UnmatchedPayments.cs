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
}

/// <summary>Finds unmatched payments; answered from an index that holds them alone.</summary>
public sealed class UnmatchedPayments(Database database)
{
    /// <summary>How many there are in all shops.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Payment>().CountAsync(p => p.Outcome == PaymentOutcome.Unmatched, ct);
    }

    /// <summary>Those of all shops that came after a time, oldest first.</summary>
    public async Task<IReadOnlyList<UnmatchedPayment>> ListAsync(DateTimeOffset after, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        return await ViewsAsync(db.Set<Payment>().Where(p => p.Outcome == PaymentOutcome.Unmatched && p.RecordedAt > after), take, ct);
    }

    /// <summary>Those of one shop that came after a time, oldest first.</summary>
    public async Task<IReadOnlyList<UnmatchedPayment>> OfShopAsync(ShopId shop, DateTimeOffset after, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        return await ViewsAsync(db.Set<Payment>().Where(p => p.Outcome == PaymentOutcome.Unmatched && p.RecordedAt > after && p.ShopId == shop), take, ct);
    }

    private static async Task<IReadOnlyList<UnmatchedPayment>> ViewsAsync(IQueryable<Payment> payments, int take, CancellationToken ct)
    {
        var rows = await payments.OrderBy(p => p.RecordedAt).Take(take)
            .Select(p => new { p.Id, p.ShopId, p.ChannelId, p.ProviderTransactionId, p.OrderNo, p.AmountMinor, p.Currency, p.RecordedAt }).ToListAsync(ct);
        return
        [
            .. rows.Select(p => new UnmatchedPayment(p.Id, p.ShopId, p.ChannelId, p.ProviderTransactionId, p.OrderNo)
            {
                Amount = p.AmountMinor is { } minor ? new Money(minor, CurrencyCode.Parse(p.Currency)) : null,
                At = p.RecordedAt,
            }),
        ];
    }
}
