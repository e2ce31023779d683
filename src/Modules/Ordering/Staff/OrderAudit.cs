using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Staff;

/// <summary>What somebody did to an order.</summary>
/// <param name="Action">What, for the audit trail: <c>order.cancelled</c>.</param>
/// <param name="Order">To which order.</param>
public sealed record OrderDeed(string Action, OrderView Order)
{
    /// <summary>The reason that was given.</summary>
    public string Why { get; init; } = "";

    /// <summary>A record of what was before, or null.</summary>
    public object? Before { get; init; }

    /// <summary>A record of what is now, or null.</summary>
    public object? After { get; init; }
}

/// <summary>Writes deeds into the audit trail, under the order's number, its shop and its merchant.</summary>
public sealed class OrderAudit(AuditTrail audit, Shops shops)
{
    /// <summary>In the transaction of the deed, once everything else is written.</summary>
    public async Task AddAsync(UnitOfWork work, Actor actor, OrderDeed deed, CancellationToken ct) =>
        await audit.AddAsync(work, actor, await EntryAsync(deed, ct), ct);

    /// <summary>In a transaction of its own, for a look that changed nothing.</summary>
    public async Task AddAsync(Actor actor, OrderDeed deed, CancellationToken ct) => await audit.AddAsync(actor, await EntryAsync(deed, ct), ct);

    private async Task<AuditEntry> EntryAsync(OrderDeed deed, CancellationToken ct) => new(deed.Action, deed.Order.OrderNo)
    {
        Merchant = (await shops.FindAsync(deed.Order.ShopId, ct))?.Merchant,
        Shop = deed.Order.ShopId,
        SubjectId = deed.Order.Id.Value,
        Before = deed.Before,
        After = deed.After,
        Why = deed.Why,
    };
}
