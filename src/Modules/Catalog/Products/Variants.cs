using Diner.Catalog.Editing;
using Diner.Data.Caching;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Products;

/// <summary>Finds variants by the code scripts use. Whether one may be bought, and for how much, says its <see cref="Offer"/>.</summary>
public sealed class Variants
{
    private readonly Database _database;
    private readonly RecentValues<(ShopId Shop, string Code), Box> _ids;

    /// <summary>Listens for changes.</summary>
    public Variants(Database database, CatalogChanges changes, TimeProvider clock)
    {
        (_database, _ids) = (database, new(clock, ReadAsync));
        changes.Changed += _ => _ids.Forget();
    }

    /// <summary>The variant of that code in that shop, on sale or not; null when there is none.</summary>
    public async ValueTask<VariantId?> FindIdAsync(ShopId shopId, string code, CancellationToken ct) =>
        Check.Code(code) is null ? (await _ids.GetAsync((shopId, code), ct))?.Id : null;

    private async Task<Box?> ReadAsync((ShopId Shop, string Code) key, CancellationToken ct)
    {
        await using var db = _database.Read();
        var (shop, code) = key;
        return await db.Set<Variant>().Where(v => v.ShopId == shop && v.Code == code).Select(v => new Box(v.Id)).SingleOrDefaultAsync(ct);
    }

    private sealed record Box(VariantId Id);
}
