using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Limits;

/// <summary>
/// Asks, in the transaction that adds something, whether the merchant has room for it. The row of the limits is locked to the commit, so
/// that two who add at once count one after the other.
/// </summary>
internal static class LimitRoom
{
    private static readonly SqlText Lock = new(
        "select shops_max, products_max from catalog_merchant_limits where merchant_id = $1 for update",
        "select shops_max, products_max from catalog_merchant_limits where merchant_id = $1");

    /// <summary>Null when the merchant may open one more shop.</summary>
    public static async Task<Problem?> ForShopAsync(UnitOfWork work, MerchantId merchant, CancellationToken ct)
    {
        if (await LockAsync(work, merchant, ct) is not (Shops: { } max, _) || await work.Db.Set<Shop>().CountAsync(s => s.MerchantId == merchant, ct) < max)
            return null;
        return new Problem(ProblemCode.LimitReached, $"The operator lets this merchant have {max} shops: raise the limit first.", "shops_max");
    }

    /// <summary>Null when the shop's merchant may have so many products more.</summary>
    public static async Task<Problem?> ForProductsAsync(UnitOfWork work, ShopId shop, int more, CancellationToken ct)
    {
        if (more == 0)
            return null;
        var merchant = await work.Db.Set<Shop>().Where(s => s.Id == shop).Select(s => s.MerchantId).SingleAsync(ct);
        return await RefuseAsync(work.Db, merchant, (await LockAsync(work, merchant, ct)).Products, more, ct);
    }

    /// <summary>The same without a lock, to say beforehand what would most likely be refused.</summary>
    public static async Task<Problem?> ForeseeProductsAsync(DinerDb db, ShopId shop, int more, CancellationToken ct)
    {
        if (more == 0)
            return null;
        var merchant = await db.Set<Shop>().Where(s => s.Id == shop).Select(s => s.MerchantId).SingleAsync(ct);
        return await RefuseAsync(db, merchant, await db.Set<MerchantLimitsRow>().Where(l => l.MerchantId == merchant).Select(l => l.ProductsMax).SingleOrDefaultAsync(ct), more, ct);
    }

    public static Task<int> CountProductsAsync(DinerDb db, MerchantId merchant, CancellationToken ct) =>
        db.Set<Product>().CountAsync(p => db.Set<Shop>().Any(s => s.Id == p.ShopId && s.MerchantId == merchant), ct);

    private static async Task<Problem?> RefuseAsync(DinerDb db, MerchantId merchant, int? max, int more, CancellationToken ct)
    {
        if (max is null || await CountProductsAsync(db, merchant, ct) + more <= max)
            return null;
        return new Problem(ProblemCode.LimitReached, $"The operator lets you have {max} products in all your shops. Change one that you no longer sell, or ask the operator for more.", "products_max");
    }

    private static async Task<(int? Shops, int? Products)> LockAsync(UnitOfWork work, MerchantId merchant, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var found = batch.Read(Lock, row => (Shops: row.IntOrNull(0), Products: row.IntOrNull(1)), merchant.Value);
        await batch.SendAsync(ct);
        return found.Rows.Count == 0 ? default : found.Rows[0];
    }
}
