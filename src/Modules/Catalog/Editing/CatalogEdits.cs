using Diner.Catalog.Shops;
using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Editing;

/// <summary>What the editing use cases share.</summary>
internal static class CatalogEdits
{
    public static readonly Problem UnknownShop = new(ProblemCode.UnknownShop, "There is no such shop: check its address.", "shop_id");

    public static Task<bool> HasShopAsync(this DinerDb db, ShopId shopId, CancellationToken ct) => db.Set<Shop>().AnyAsync(s => s.Id == shopId, ct);

    /// <summary>Commits; a problem when another editor added the same name in the same moment, which the unique index decides.</summary>
    public static async Task<Problem?> TryCommitAsync(this UnitOfWork work, string table, string column, CancellationToken ct)
    {
        try
        {
            await work.CommitAsync(ct);
            return null;
        }
        catch (Exception failure) when (DatabaseFailures.IsUniqueViolation(failure, $"ix_{table}_shop_id_{column}", $"{table}.{column}"))
        {
            return Check.Refuse(column, "Someone saved the same one just now: look at it, then save again.");
        }
    }
}
