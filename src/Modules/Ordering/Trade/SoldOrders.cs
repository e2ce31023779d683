using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ordering.Trade;

/// <summary>What an order sold, for who counts sales.</summary>
public sealed record SoldOrder(OrderId Id, ShopId ShopId, VariantId VariantId, int Quantity, long AmountMinor)
{
    /// <summary>Its number.</summary>
    public required string OrderNo { get; init; }

    /// <summary>Keyed hash of who bought it.</summary>
    public required byte[] Buyer { get; init; }

    /// <summary>When it was paid; null when it was free, or not paid yet.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When the buyer had the keys; null before.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }
}

/// <summary>Reads what many orders sold at once.</summary>
public sealed class SoldOrders(Database database)
{
    /// <summary>Those of the orders that exist, in no order.</summary>
    public async Task<IReadOnlyList<SoldOrder>> FindAsync(IReadOnlyCollection<OrderId> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
            return [];
        await using var db = database.Read();
        return await db.Set<Order>().Where(o => ids.Contains(o.Id))
            .Select(o => new SoldOrder(o.Id, o.ShopId, o.VariantId, o.Quantity, o.AmountMinor) { OrderNo = o.OrderNo, Buyer = o.ContactHash, PaidAt = o.PaidAt, DeliveredAt = o.DeliveredAt })
            .ToListAsync(ct);
    }
}
