using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Payments.Refunds;

namespace Diner.Settlement.Refund;

/// <summary>A refund and the order it is of.</summary>
/// <param name="Refund">The refund.</param>
/// <param name="OrderNo">The order's number; null for money that belonged to none.</param>
/// <param name="DeliveredAt">When the order was delivered; null when it never was.</param>
public sealed record RefundOfOrder(RefundView Refund, string? OrderNo, DateTimeOffset? DeliveredAt);

/// <summary>Finds refunds with their orders.</summary>
public sealed class RefundHistory(ReadRefunds refunds, OrderQueries orders)
{
    /// <summary>The refund of that id in that shop; null when there is none.</summary>
    public async Task<RefundOfOrder?> FindAsync(ShopId shop, RefundId id, CancellationToken ct) =>
        await refunds.FindAsync(id, shop, ct) is { } refund ? (await WithOrdersAsync([refund], ct))[0] : null;

    /// <summary>The refunds of a shop, or of all, before the one named, newest first.</summary>
    public async Task<IReadOnlyList<RefundOfOrder>> ListAsync(ShopId? shop, RefundId? before, int take, CancellationToken ct) =>
        await WithOrdersAsync(await refunds.ListAsync(shop, before, take, ct), ct);

    /// <summary>Those that wait for a person, oldest first, in a shop or in all.</summary>
    public async Task<IReadOnlyList<RefundOfOrder>> WaitingAsync(ShopId? shop, int take, CancellationToken ct) => await WithOrdersAsync(await refunds.WaitingAsync(shop, take, ct), ct);

    private async Task<IReadOnlyList<RefundOfOrder>> WithOrdersAsync(IReadOnlyList<RefundView> found, CancellationToken ct)
    {
        var known = await orders.FindAsync([.. found.Select(refund => refund.Order).OfType<OrderId>().Distinct()], ct);
        return [.. found.Select(refund => refund.Order is { } id && known.TryGetValue(id, out var order) ? new RefundOfOrder(refund, order.OrderNo, order.DeliveredAt) : new RefundOfOrder(refund, null, null))];
    }
}
