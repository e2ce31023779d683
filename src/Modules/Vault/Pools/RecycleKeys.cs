using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Stock;

namespace Diner.Vault.Pools;

/// <summary>Takes unsold keys out of a pool and into the recycle bin. <see cref="RestoreKeys"/> puts them back.</summary>
public sealed class RecycleKeys(Database database)
{
    private const int QuantityMax = 100_000;

    private static readonly SqlText Take = new(
        """
        with taken as materialized (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and shop_id = $2
            order by expires_at, id
            limit $3
            for update skip locked)
        update vault_keys k
        set state = 2
        from taken t
        where k.id = t.id
        """,
        """
        update vault_keys
        set state = 2
        where id in (
            select id
            from vault_keys
            where variant_id = $1 and state = 0 and shop_id = $2
            order by expires_at, id
            limit $3)
        """);

    private static readonly SqlText TakeOne = "update vault_keys set state = 2 where id = $1 and shop_id = $2 and state = 0 returning variant_id";

    /// <summary>
    /// Recycles that many keys of a pool, 1 to 100,000, those that would be sold next first, all or none. Fails with
    /// <see cref="ProblemCode.OutOfStock"/> when fewer are free, or <see cref="ProblemCode.QuantityOutOfRange"/>.
    /// </summary>
    public async Task<Result<int>> RunAsync(ShopId shopId, VariantId variantId, int quantity, CancellationToken ct)
    {
        if (quantity is < 1 or > QuantityMax)
            return new Problem(ProblemCode.QuantityOutOfRange, $"Between 1 and {QuantityMax} keys can be recycled at a time.", "quantity");
        await using var work = await database.BeginAsync(ct);
        if (await PoolRows.LockFreeAsync(work, shopId, [variantId], ct) < quantity)
            return PoolRows.TooFewFree();
        if (await work.RunAsync(Take, ct, variantId.Value, shopId.Value, quantity) < quantity)
            return PoolRows.TooFewFree();
        var batch = work.NewBatch();
        MoveStock.AddTo(batch, [new StockMove(variantId, -quantity, 0)]);
        await batch.SendAndCommitAsync(ct);
        return quantity;
    }

    /// <summary>
    /// Recycles one key, even when all of its pool is promised: a merchant who found it bad must be able to. Returns how many left
    /// the pool; 0 when it was not in it.
    /// </summary>
    public async Task<int> OneAsync(ShopId shopId, KeyId keyId, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var taken = batch.Read(TakeOne, row => row.Id<VariantId>(0), keyId.Value, shopId.Value);
        await batch.SendAsync(ct);
        MoveStock.AddTo(batch, taken.Rows.Select(variant => new StockMove(variant, -1, 0)));
        await batch.SendAndCommitAsync(ct);
        return taken.Rows.Count;
    }
}
