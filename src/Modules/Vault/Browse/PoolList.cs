using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Vault.Browse;

/// <summary>A pool in figures.</summary>
/// <param name="VariantId">Whose.</param>
/// <param name="OnHand">Keys that are there.</param>
/// <param name="Held">Units promised to unpaid and to waiting orders.</param>
public sealed record PoolView(VariantId VariantId, long OnHand, long Held)
{
    /// <summary>Keys sold, of the batches that came into this pool.</summary>
    public long Sold { get; init; }

    /// <summary>Keys found bad.</summary>
    public long Bad { get; init; }

    /// <summary>Keys that expire within <see cref="PoolList.ExpiringSoon"/>.</summary>
    public long Expiring { get; init; }

    /// <summary>Keys promised to nobody.</summary>
    public long Free => Math.Max(0, OnHand - Held);
}

/// <summary>The pools of a shop in figures, from counters alone: a handful of rows a variant and batch, however many keys there are.</summary>
public sealed class PoolList(Database database, TimeProvider clock)
{
    /// <summary>What expires sooner is shown as expiring.</summary>
    public static readonly TimeSpan ExpiringSoon = TimeSpan.FromDays(30);

    private static readonly SqlText Statement = new(
        """
        select s.variant_id, s.on_hand, s.held, coalesce(b.sold, 0), coalesce(b.bad, 0), coalesce(b.expiring, 0)
        from vault_stock s
        left join (
            select variant_id, sum(sold)::bigint as sold, sum(bad)::bigint as bad,
                   sum(case when expires_at < $2 then accepted - sold - recycled - expired - bad else 0 end)::bigint as expiring
            from vault_batches
            where shop_id = $1
            group by variant_id) b on b.variant_id = s.variant_id
        where s.shop_id = $1
        """,
        """
        select s.variant_id, s.on_hand, s.held, coalesce(b.sold, 0), coalesce(b.bad, 0), coalesce(b.expiring, 0)
        from vault_stock s
        left join (
            select variant_id, sum(sold) as sold, sum(bad) as bad,
                   sum(case when expires_at < $2 then accepted - sold - recycled - expired - bad else 0 end) as expiring
            from vault_batches
            where shop_id = $1
            group by variant_id) b on b.variant_id = s.variant_id
        where s.shop_id = $1
        """);

    /// <summary>Every pool that ever had keys.</summary>
    public async Task<IReadOnlyDictionary<VariantId, PoolView>> OfShopAsync(ShopId shop, CancellationToken ct)
    {
        var pools = await database.QueryAsync(
            Statement,
            row => new PoolView(row.Id<VariantId>(0), row.Long(1), row.Long(2)) { Sold = row.Long(3), Bad = row.Long(4), Expiring = row.Long(5) },
            [shop.Value, clock.GetUtcNow() + ExpiringSoon],
            ct);
        return pools.ToDictionary(pool => pool.VariantId);
    }
}
