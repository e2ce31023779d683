using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Keys;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Batches;

/// <summary>What the keys of orders had cost the merchant.</summary>
public sealed class KeyCosts(Database database)
{
    /// <summary>Minor units of the shop's currency by order; one that has no key of a batch with a cost is not in it.</summary>
    public async Task<IReadOnlyDictionary<OrderId, long>> OfOrdersAsync(IReadOnlyCollection<OrderId> orders, CancellationToken ct)
    {
        await using var db = database.Read();
        var costs = await db.Set<StoredKey>()
            .Where(k => k.OrderId != null && orders.Contains(k.OrderId.Value))
            .Join(db.Set<KeyBatch>(), key => key.BatchId, batch => batch.Id, (key, batch) => new { key.OrderId, batch.UnitCostMinor })
            .GroupBy(key => key.OrderId)
            .Select(group => new { Order = group.Key!.Value, Cost = group.Sum(key => key.UnitCostMinor) })
            .ToListAsync(ct);
        return costs.ToDictionary(cost => cost.Order, cost => cost.Cost);
    }
}
