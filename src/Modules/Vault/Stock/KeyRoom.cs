using Diner.Data.Access;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Vault.Stock;

/// <summary>Asks, in the transaction that takes keys in, whether their merchant may have so many more unsold ones.</summary>
public sealed class KeyRoom(IKeyLimits limits)
{
    // On SQLite the keys of an import that was just accepted go on sale in slices, and are counted as they do.
    private static readonly SqlText Unsold = new(
        "select coalesce(sum(on_hand), 0)::bigint from vault_stock where shop_id = any($1)",
        """
        select (select coalesce(sum(on_hand), 0) from vault_stock where shop_id = $1)
             + (select count(*) from vault_imports i join vault_keys k on k.variant_id = i.variant_id and k.state = 5 and k.batch_id = i.batch_id
                where i.shop_id = $1 and i.accepted_at is not null)
        """);

    /// <summary>Null when there is room; the counters are locked against another import of the merchant to the end of the transaction.</summary>
    internal async Task<Problem?> ForKeysAsync(UnitOfWork work, ShopId shop, int more, CancellationToken ct)
    {
        if (more == 0 || await limits.LockAsync(work, shop, ct) is not { } limit)
            return null;
        var unsold = await CountAsync(work, limit.Shops, ct);
        if (unsold + more <= limit.KeysMax)
            return null;
        return new Problem(
            ProblemCode.LimitReached,
            $"The operator lets you have {limit.KeysMax} unsold keys in all your shops; you have {unsold}, and {more} more would be too many. Nothing was imported.",
            "keys_max");
    }

    private static async Task<long> CountAsync(UnitOfWork work, IReadOnlyList<ShopId> shops, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var unsold = batch.ReadRows(Unsold, row => row.Long(0), shops.Select(s => s.Value).ToArray());
        await batch.SendAsync(ct);
        return unsold.Rows.Sum();
    }
}
