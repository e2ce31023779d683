using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Exceptions;

/// <summary>A paid order that waits for keys or a person.</summary>
/// <param name="OrderNo">Its number.</param>
/// <param name="Shop">Its shop.</param>
/// <param name="Status">What it waits in.</param>
/// <param name="Since">Since when.</param>
/// <param name="Amount">What it costs.</param>
public sealed record WaitingOrder(string OrderNo, ShopId Shop, OrderStatus Status, DateTimeOffset Since, Money Amount)
{
    /// <summary>The order; many may have begun to wait at the same time.</summary>
    public OrderId Id { get; init; }
}

/// <summary>Orders that wait in any shop, for the operator.</summary>
public sealed class WaitingAcrossShops(Database database)
{
    /// <summary>How many wait in each state, and since when the oldest; a state without any is left out.</summary>
    public async Task<IReadOnlyList<WaitingCount>> CountAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<OrderException>().GroupBy(e => e.Status).Select(group => new WaitingCount(group.Key, group.Count(), group.Min(e => e.Since))).ToListAsync(ct);
    }

    /// <summary>Those behind the one that was last on the page before, oldest first, in one state or in all.</summary>
    public async Task<IReadOnlyList<WaitingOrder>> ListAsync(OrderStatus? status, (DateTimeOffset Since, OrderId Id) after, int take, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await (
            from exception in db.Set<OrderException>()
            join order in db.Set<Order>() on exception.OrderId equals order.Id
            where (exception.Since > after.Since || (exception.Since == after.Since && exception.OrderId.CompareTo(after.Id) > 0)) && (status == null || exception.Status == status)
            orderby exception.Since, exception.OrderId
            select new { order.Id, order.OrderNo, order.ShopId, exception.Status, exception.Since, order.AmountMinor, order.Currency }).Take(take).ToListAsync(ct);
        return [.. rows.Select(o => new WaitingOrder(o.OrderNo, o.ShopId, o.Status, o.Since, new Money(o.AmountMinor, o.Currency)) { Id = o.Id })];
    }
}
