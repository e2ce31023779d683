using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Lookup;

/// <summary>Some of a buyer's orders, newest first.</summary>
/// <param name="Orders">At most <see cref="OrderQueries.PageSize"/>.</param>
/// <param name="HasMore">True when there are older ones on the next page.</param>
public sealed record OrderList(IReadOnlyList<OrderView> Orders, bool HasMore)
{
    /// <summary>No orders.</summary>
    public static OrderList Empty { get; } = new([], HasMore: false);
}

/// <summary>Finds orders. Who may see what it finds is for the caller to know.</summary>
public sealed class OrderQueries(Database database)
{
    /// <summary>Orders on one page of a list.</summary>
    public const int PageSize = 50;

    private const int PageMax = 100_000;

    /// <summary>The order of that id, or null.</summary>
    public async Task<OrderView?> FindAsync(OrderId id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => o.Id == id).Select(OrderViews.FromRow).SingleOrDefaultAsync(ct);
    }

    /// <summary>Orders by id; one that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<OrderId, OrderView>> FindAsync(IReadOnlyCollection<OrderId> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return new Dictionary<OrderId, OrderView>();
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => ids.Contains(o.Id)).Select(OrderViews.FromRow).ToDictionaryAsync(o => o.Id, ct);
    }

    /// <summary>The order of that number, however its letters are cased; null when there is none.</summary>
    public async Task<OrderView?> FindByNoAsync(string orderNo, CancellationToken ct)
    {
        var stored = orderNo.Trim().ToUpperInvariant();
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => o.OrderNo == stored).Select(OrderViews.FromRow).SingleOrDefaultAsync(ct);
    }

    /// <summary>Orders by their numbers as they are stored; one that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<string, OrderView>> FindByNosAsync(IReadOnlyCollection<string> orderNos, CancellationToken ct)
    {
        if (orderNos.Count == 0)
            return new Dictionary<string, OrderView>();
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => orderNos.Contains(o.OrderNo)).Select(OrderViews.FromRow).ToDictionaryAsync(o => o.OrderNo, ct);
    }

    /// <summary>Numbers of orders.</summary>
    public async Task<IReadOnlyDictionary<OrderId, string>> NumbersAsync(IReadOnlyCollection<OrderId> ids, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.OrderNo, ct);
    }

    /// <summary>Orders of one contact in one shop, of all time.</summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="contactHash">From <see cref="BuyerHashes.ContactAsync"/>.</param>
    /// <param name="page">1 is the newest.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<OrderList> ForContactAsync(ShopId shopId, byte[] contactHash, int page, CancellationToken ct)
    {
        await using var db = database.Read();
        return await ListAsync(db.Set<Order>().Where(o => o.ShopId == shopId && o.ContactHash == contactHash), page, ct);
    }

    /// <summary>Orders of one browser in every shop, of all time; none for <see cref="BuyerHashes.NoDevice"/>.</summary>
    /// <param name="deviceHash">From <see cref="BuyerHashes.DeviceAsync"/>.</param>
    /// <param name="page">1 is the newest.</param>
    /// <param name="ct">Cancels the query.</param>
    public async Task<OrderList> ForDeviceAsync(byte[] deviceHash, int page, CancellationToken ct)
    {
        if (BuyerHashes.NoDevice.SequenceEqual(deviceHash))
            return OrderList.Empty;
        await using var db = database.Read();
        return await ListAsync(db.Set<Order>().Where(o => o.DeviceHash == deviceHash), page, ct);
    }

    /// <summary>The newest orders of a shop, at most that many.</summary>
    public async Task<IReadOnlyList<OrderView>> NewestAsync(ShopId shopId, int limit, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => o.ShopId == shopId).OrderByDescending(o => o.Id)
            .Take(limit).Select(OrderViews.FromRow).ToListAsync(ct);
    }

    /// <summary>The status of each of these orders; an order that does not exist is left out.</summary>
    public async Task<IReadOnlyDictionary<OrderId, OrderStatus>> StatusesAsync(IReadOnlyCollection<OrderId> ids, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Status }).ToDictionaryAsync(o => o.Id, o => o.Status, ct);
    }

    private static async Task<OrderList> ListAsync(IQueryable<Order> orders, int page, CancellationToken ct)
    {
        var found = await orders.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id)
            .Skip((Math.Clamp(page, 1, PageMax) - 1) * PageSize).Take(PageSize + 1)
            .Select(OrderViews.FromRow).ToListAsync(ct);
        return new OrderList([.. found.Take(PageSize)], found.Count > PageSize);
    }
}
