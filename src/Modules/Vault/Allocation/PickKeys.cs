using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Vault.Allocation;

/// <summary>
/// Takes keys out of pools for this transaction: available, not expired, those that expire soonest first, then the oldest.
/// Keys that another transaction has picked are passed over, so that lanes never wait for each other; what is picked and not
/// sold is free again after the commit.
/// </summary>
public static class PickKeys
{
    private static readonly SqlText OneTime = new(
        """
        select k.variant_id, k.id, k.batch_id
        from unnest($1::uuid[], $2::integer[], $3::timestamptz[]) as d(variant_id, wanted, now)
        cross join lateral (
            select variant_id, id, batch_id
            from vault_keys
            where variant_id = d.variant_id and state = 0 and expires_at > d.now
            order by expires_at, id
            limit d.wanted
            for update skip locked) k
        """,
        """
        select variant_id, id, batch_id
        from vault_keys
        where variant_id = $1 and state = 0 and expires_at > $3
        order by expires_at, id
        limit $2
        """);

    private static readonly SqlText Reusable = new(
        """
        select k.variant_id, k.id, k.batch_id
        from unnest($1::uuid[], $2::timestamptz[]) as d(variant_id, now)
        cross join lateral (
            select variant_id, id, batch_id
            from vault_keys
            where variant_id = d.variant_id and state = 0 and expires_at > d.now
            order by id desc
            limit 1) k
        """,
        """
        select variant_id, id, batch_id
        from vault_keys
        where variant_id = $1 and state = 0 and expires_at > $2
        order by id desc
        limit 1
        """);

    /// <summary>Picks and locks as many one-time keys as all demands together want; fewer when the pool has fewer.</summary>
    public static SqlRows<PickedKey> AddTo(SqlBatch batch, IEnumerable<KeyDemand> demands, DateTimeOffset now)
    {
        var wanted = demands.GroupBy(demand => demand.VariantId).Select(group => (group.Key, Quantity: group.Sum(d => d.Quantity))).ToList();
        return batch.ReadRows(
            OneTime, Map, wanted.Select(w => w.Key.Value).ToArray(), wanted.Select(w => w.Quantity).ToArray(), wanted.Select(_ => now).ToArray());
    }

    /// <summary>Finds the key every buyer of a reusable variant receives: the newest one in its pool.</summary>
    public static SqlRows<PickedKey> AddReusableTo(SqlBatch batch, IEnumerable<KeyDemand> demands, DateTimeOffset now)
    {
        var variants = demands.Select(demand => demand.VariantId.Value).Distinct().ToArray();
        return batch.ReadRows(Reusable, Map, variants, variants.Select(_ => now).ToArray());
    }

    private static PickedKey Map(SqlRow row) => new(row.Id<VariantId>(0), row.Id<KeyId>(1), row.Id<BatchId>(2));
}
