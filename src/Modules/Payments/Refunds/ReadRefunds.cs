using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Payments.Refunds;

/// <summary>A refund as staff see it.</summary>
/// <param name="Id">The refund.</param>
/// <param name="Shop">Whose.</param>
/// <param name="Payment">Of which payment.</param>
/// <param name="Order">Of which order, when there is one.</param>
/// <param name="Amount">How much.</param>
/// <param name="State">Where it stands.</param>
public sealed record RefundView(RefundId Id, ShopId Shop, PaymentId Payment, OrderId? Order, Money Amount, RefundState State)
{
    /// <summary>Through which channel.</summary>
    public ChannelId Channel { get; init; }

    /// <summary>What the merchant gets back of fees and charges, minor units.</summary>
    public long FeesReturnedMinor { get; init; }

    /// <summary>The reason the buyer reads.</summary>
    public required string Reason { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When the money went, or it was taken back; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the channel is asked next; null when it is not.</summary>
    public DateTimeOffset? TryAt { get; init; }

    /// <summary>The provider's number, when it has one.</summary>
    public string? ProviderRefundId { get; init; }

    /// <summary>What went wrong, or how it was done.</summary>
    public string? Why { get; init; }
}

/// <summary>Reads refunds.</summary>
public sealed class ReadRefunds(Database database)
{
    /// <summary>The refund of that id in that shop, or in any; null when there is none.</summary>
    public async Task<RefundView?> FindAsync(RefundId id, ShopId? shop, CancellationToken ct) => (await ReadAsync(rows => rows.Where(r => r.Id == id && (shop == null || r.ShopId == shop)).OrderBy(r => r.Id), 1, ct)).FirstOrDefault();

    /// <summary>All refunds of an order, oldest first.</summary>
    public Task<IReadOnlyList<RefundView>> OfOrderAsync(OrderId order, CancellationToken ct) => ReadAsync(rows => rows.Where(r => r.OrderId == order).OrderBy(r => r.Id), int.MaxValue, ct);

    /// <summary>The refunds of a shop, or of all, before the one named, newest first.</summary>
    public Task<IReadOnlyList<RefundView>> ListAsync(ShopId? shop, RefundId? before, int take, CancellationToken ct) =>
        ReadAsync(rows => rows.Where(r => (shop == null || r.ShopId == shop) && (before == null || r.Id.CompareTo(before.Value) < 0)).OrderByDescending(r => r.Id), take, ct);

    /// <summary>Those that wait for a person, oldest first, in a shop or in all.</summary>
    public Task<IReadOnlyList<RefundView>> WaitingAsync(ShopId? shop, int take, CancellationToken ct) =>
        ReadAsync(rows => rows.Where(r => r.State == RefundState.NeedsPerson && (shop == null || r.ShopId == shop)).OrderBy(r => r.Id), take, ct);

    private async Task<IReadOnlyList<RefundView>> ReadAsync(Func<IQueryable<RefundRow>, IQueryable<RefundRow>> choose, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        return [.. (await choose(db.Set<RefundRow>()).Take(take).ToListAsync(ct)).Select(View)];
    }

    private static RefundView View(RefundRow row) => new(row.Id, row.ShopId, row.PaymentId, row.OrderId, new Money(row.AmountMinor, CurrencyCode.Parse(row.Currency)), row.State)
    {
        Channel = row.ChannelId,
        FeesReturnedMinor = row.FeeReturnedMinor + row.ChargeReturnedMinor,
        Reason = row.Reason,
        RequestedBy = row.RequestedBy,
        At = row.RequestedAt,
        EndedAt = row.EndedAt,
        TryAt = row.TryAt,
        ProviderRefundId = row.ProviderRefundId,
        Why = row.Why,
    };
}
