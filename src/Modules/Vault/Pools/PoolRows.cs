using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Vault.Pools;

/// <summary>What a person did to a pool, for the audit trail.</summary>
internal sealed record PoolDeed(string Action, KeyPool Pool)
{
    public object? After { get; init; }

    public AuditEntry ToEntry() => new(Action, Pool.VariantId.Value.ToString("D")) { Shop = Pool.ShopId, SubjectId = Pool.VariantId.Value, After = After };
}

/// <summary>The stock rows of pools that a merchant changes by hand.</summary>
internal static class PoolRows
{
    // A pool that is only about to get its first key has no row yet.
    private static readonly SqlText Make = new(
        """
        insert into vault_stock (variant_id, shop_id, on_hand, held)
        select variant_id, shop_id, 0, 0
        from unnest($1::uuid[], $2::uuid[]) as p(variant_id, shop_id)
        order by variant_id
        on conflict (variant_id) do nothing
        returning variant_id
        """,
        "insert into vault_stock (variant_id, shop_id, on_hand, held) values ($1, $2, 0, 0) on conflict (variant_id) do nothing returning variant_id");

    /// <summary>Makes and locks the pools' rows; returns how many keys of the first are promised to nobody.</summary>
    public static async Task<long> LockFreeAsync(UnitOfWork work, ShopId shopId, IReadOnlyList<VariantId> variants, CancellationToken ct)
    {
        var batch = work.NewBatch();
        batch.ReadRows(Make, row => row.Id<VariantId>(0), variants.Select(v => v.Value).ToArray(), variants.Select(_ => shopId.Value).ToArray());
        var locked = LockStock.AddTo(batch, variants);
        await batch.SendAsync(ct);
        return locked.Rows.Single(row => row.VariantId == variants[0]).Free;
    }

    public static Problem TooFewFree() =>
        new(ProblemCode.OutOfStock, "Fewer keys are free: the others are promised to orders, or are being sold now. Ask for fewer.", "quantity");
}
