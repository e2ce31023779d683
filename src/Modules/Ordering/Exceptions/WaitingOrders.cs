using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Holds;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Exceptions;

/// <summary>Orders that wait in one state.</summary>
/// <param name="Status">The state.</param>
/// <param name="Orders">How many.</param>
/// <param name="Since">Since when the oldest one waits.</param>
public sealed record WaitingCount(OrderStatus Status, int Orders, DateTimeOffset Since);

/// <summary>Finds orders that wait for something, oldest first.</summary>
public sealed class WaitingOrders(Database database)
{
    /// <summary>Variants that paid orders wait for.</summary>
    public async Task<IReadOnlyList<VariantId>> VariantsAwaitingStockAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<OrderException>().Where(e => e.Status == OrderStatus.AwaitingStock).Select(e => e.VariantId).Distinct().ToListAsync(ct);
    }

    /// <summary>Paid orders that wait for keys of those variants.</summary>
    public async Task<IReadOnlyList<(ShopId ShopId, string OrderNo)>> AwaitingStockAsync(IReadOnlyList<VariantId> variants, int limit, CancellationToken ct)
    {
        if (variants.Count == 0)
            return [];
        await using var db = database.Read();
        var orders =
            from exception in db.Set<OrderException>()
            join order in db.Set<Order>() on exception.OrderId equals order.Id
            where exception.Status == OrderStatus.AwaitingStock && variants.Contains(exception.VariantId)
            orderby exception.Since
            select new { order.ShopId, order.OrderNo };
        return [.. (await orders.Take(limit).ToListAsync(ct)).Select(o => (o.ShopId, o.OrderNo))];
    }

    /// <summary>How many of a shop's orders wait in each state, and since when the oldest; a state without any is left out.</summary>
    public async Task<IReadOnlyList<WaitingCount>> CountAsync(ShopId shopId, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<OrderException>().Where(e => e.ShopId == shopId)
            .GroupBy(e => e.Status).Select(group => new WaitingCount(group.Key, group.Count(), group.Min(e => e.Since)))
            .ToListAsync(ct);
    }

    /// <summary>Unpaid orders that cost nothing: their settlement was interrupted.</summary>
    public async Task<IReadOnlyList<OrderView>> FreeAndPendingAsync(int limit, CancellationToken ct)
    {
        await using var db = database.Read();
        var orders =
            from hold in db.Set<Hold>()
            join order in db.Set<Order>() on hold.OrderId equals order.Id
            where hold.IsFree && order.Status == OrderStatus.Pending
            orderby order.Id
            select order;
        return await orders.Take(limit).Select(OrderViews.FromRow).ToListAsync(ct);
    }
}
