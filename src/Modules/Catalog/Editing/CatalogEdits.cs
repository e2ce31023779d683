using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Lanes;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Editing;

/// <summary>A column that is unique within a shop.</summary>
internal sealed record ShopUnique(string Table, string Column)
{
    public static readonly ShopUnique CategorySlug = new("catalog_categories", "slug");
    public static readonly ShopUnique ProductSlug = new("catalog_products", "slug");
    public static readonly ShopUnique VariantCode = new("catalog_variants", "code");

    /// <summary>True when the database refused a second one.</summary>
    public bool IsBrokenBy(Exception failure) => DatabaseFailures.IsUniqueViolation(failure, $"ix_{Table}_shop_id_{Column}", $"{Table}.{Column}");

    /// <summary>Somebody has it already.</summary>
    public Problem Taken() => new(ProblemCode.WrongState, "Something else in this shop has that one: choose another.", Column);
}

/// <summary>How every edit of the catalog ends: written, audited, committed, announced.</summary>
public sealed class CatalogEdits(AuditTrail audit, CatalogChanges changes)
{
    private static readonly SqlText LockShop = new("select id from catalog_shops where id = $1 for update", "select id from catalog_shops where id = $1");

    internal static readonly Problem UnknownShop = new(ProblemCode.UnknownShop, "There is no such shop: check its address.", "shop_id");

    /// <summary>Lets one edit of the shop's tree run at a time: two that are right apart could make a circle together. False without such a shop.</summary>
    internal static async Task<bool> LockTreeAsync(UnitOfWork work, ShopId shopId, CancellationToken ct)
    {
        var batch = work.NewBatch();
        var found = batch.Read(LockShop, row => row.Guid(0), shopId.Value);
        await batch.SendAsync(ct);
        return found.Rows.Count > 0;
    }

    internal static Task<bool> HasShopAsync(DinerDb db, ShopId shopId, CancellationToken ct) => db.Set<Shop>().AnyAsync(s => s.Id == shopId, ct);

    /// <summary>
    /// Ends the unit of work. A problem when another editor took the same name in the same moment, which the unique index decides;
    /// then nothing was written.
    /// </summary>
    internal async Task<Problem?> CommitAsync(UnitOfWork work, Actor actor, AuditEntry entry, ShopUnique? unique, CancellationToken ct)
    {
        try
        {
            await audit.AddAsync(work, actor, entry, ct);
            await work.CommitAsync(ct);
        }
        catch (Exception failure) when (unique?.IsBrokenBy(failure) == true)
        {
            return unique.Taken();
        }

        changes.Announce(entry.Shop ?? throw new InvariantException("an edit of the catalog is about a shop"));
        return null;
    }
}
