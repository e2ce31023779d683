using System.Text.Json;
using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Shops;

/// <summary>Finds shops.</summary>
public sealed class Shops(Database database)
{
    /// <summary>The shop of that slug, open or closed; null when there is none.</summary>
    public async ValueTask<ShopView?> FindAsync(string slug, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Set<Shop>().SingleOrDefaultAsync(s => s.Slug == slug, ct) is { } shop ? View(shop) : null;
    }

    private static ShopView View(Shop shop) => new(
        shop.Id, shop.Slug, shop.Name, shop.Tagline, shop.Notice, shop.Contact, shop.Currency, shop.TimeZone, shop.FeeBasisPoints, shop.IsOpen,
        JsonSerializer.Deserialize<ShopSettings>(shop.Settings) ?? new ShopSettings());
}
