using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Browse;

/// <summary>Lists the orders of a shop for its staff, newest first, page by page.</summary>
public sealed class BrowseOrders(Database database)
{
    // Walks that end after a page are planned as if they went to the end: PostgreSQL would compile each of them, which takes a hundred times
    // as long as the page.
    private static readonly SqlText WithoutJit = "set local jit = off";

    /// <summary>
    /// A page of orders older than <paramref name="after"/>. Whatever is asked, a bounded number of orders is looked at: when few of them are what was
    /// asked for the page may be short or empty and says how far it looked; asking again with its cursor goes on from there.
    /// </summary>
    public async Task<OrderPage> PageAsync(OrderFilter filter, OrderId? after, int size, CancellationToken ct)
    {
        var scan = new OrderScan(filter, after);
        var found = await QueryAsync(scan.Page(size + 1), OrderColumns.Map, scan, ct);
        if (found.Count > size)
            return new OrderPage([.. found.Take(size)], found[size - 1].Id, null);
        if (scan.IsExact)
            return new OrderPage(found, null, null);
        var edges = await QueryAsync(scan.Edge, row => row.Id<OrderId>(0), scan, ct);
        return edges is [var edge] ? new OrderPage(found, edge, await PlacedAtAsync(edge, ct)) : new OrderPage(found, null, null);
    }

    /// <summary>How many orders are in each state that needs a person or keys; states without any are left out.</summary>
    public async Task<IReadOnlyDictionary<OrderStatus, int>> CountWaitingAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<OrderException>().Where(e => e.ShopId == shop).GroupBy(e => e.Status).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>Those of these orders that are the shop's, by id.</summary>
    public async Task<IReadOnlyDictionary<OrderId, OrderView>> FindAsync(ShopId shop, IReadOnlyCollection<OrderId> ids, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => o.ShopId == shop && ids.Contains(o.Id)).Select(OrderViews.FromRow).ToDictionaryAsync(o => o.Id, ct);
    }

    /// <summary>Whose the order of that number is, however its letters are cased; null when there is none.</summary>
    public async Task<ShopId?> ShopOfAsync(string orderNo, CancellationToken ct)
    {
        var stored = orderNo.Trim().ToUpperInvariant();
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => o.OrderNo == stored).Select(o => (ShopId?)o.ShopId).SingleOrDefaultAsync(ct);
    }

    /// <summary>All that is known of one order of the shop, by its number however its letters are cased; null when the shop has none of that number.</summary>
    public async Task<OrderSheet?> SheetAsync(ShopId shop, string orderNo, CancellationToken ct)
    {
        var stored = orderNo.Trim().ToUpperInvariant();
        await using var db = database.Read();
        var found = await db.Set<Order>().Where(o => o.OrderNo == stored && o.ShopId == shop)
            .Select(o => new { o.Id, o.ContactPhone, o.FeeMinor, HasPassword = o.LookupPasswordHash != null, ByDevice = o.DeviceHash })
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var order = await db.Set<Order>().Where(o => o.Id == found.Id).Select(OrderViews.FromRow).SingleAsync(ct);
        return new OrderSheet(order, found.ContactPhone, new Money(found.FeeMinor, order.Amount.Currency), found.HasPassword, !BuyerHashes.NoDevice.SequenceEqual(found.ByDevice));
    }

    private async Task<IReadOnlyList<T>> QueryAsync<T>(SqlText sql, Func<SqlRow, T> map, OrderScan scan, CancellationToken ct)
    {
        await using var snapshot = await database.BeginReadAsync(ct);
        var batch = snapshot.NewBatch();
        if (batch.Kind == DatabaseKind.Postgres)
            batch.Run(WithoutJit);
        var rows = batch.Read(sql, map, [.. scan.Args]);
        await batch.SendAsync(ct);
        return rows.Rows;
    }

    private async Task<DateTimeOffset> PlacedAtAsync(OrderId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => o.Id == id).Select(o => o.CreatedAt).SingleAsync(ct);
    }
}
