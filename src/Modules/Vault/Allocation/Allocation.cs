using Diner.Kernel;

namespace Diner.Vault.Allocation;

/// <summary>An order's wish for keys of one variant.</summary>
public sealed record KeyDemand(OrderId OrderId, VariantId VariantId, int Quantity);

/// <summary>A key of a pool, locked for this transaction, and the batch it came in.</summary>
public sealed record PickedKey(VariantId VariantId, KeyId KeyId, BatchId BatchId);

/// <summary>A key that goes to an order, and the batch it came in.</summary>
public sealed record AssignedKey(OrderId OrderId, KeyId KeyId, BatchId BatchId);

/// <summary>Shares picked keys out: first come, first served, all of an order or none of it.</summary>
public static class Allocation
{
    /// <summary>
    /// Each key goes to at most one order; an order is served with exactly its quantity or not at all; an order that does not fit
    /// does not stop a smaller one after it.
    /// </summary>
    public static IReadOnlyList<AssignedKey> Assign(IReadOnlyList<KeyDemand> demands, IReadOnlyList<PickedKey> picked)
    {
        var pools = picked
            .GroupBy(key => key.VariantId)
            .ToDictionary(group => group.Key, group => new Queue<PickedKey>(group));
        var assigned = new List<AssignedKey>(picked.Count);
        foreach (var demand in demands)
        {
            if (!pools.TryGetValue(demand.VariantId, out var pool) || pool.Count < demand.Quantity)
                continue;
            for (var i = 0; i < demand.Quantity; i++)
            {
                var key = pool.Dequeue();
                assigned.Add(new AssignedKey(demand.OrderId, key.KeyId, key.BatchId));
            }
        }

        return assigned;
    }
}
