using System.Text.Json;
using Diner.Catalog.Editing;
using Diner.Data.Caching;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Shops;

/// <summary>
/// Finds shops. Answers are a few seconds old at most on other nodes and current in the process that changed them;
/// a price is never read here (see <see cref="Diner.Catalog.Sql.ReadOffers"/>).
/// </summary>
public sealed class Shops
{
    private const int ListMax = 200;
    private const int IdsMax = 5_000;

    private readonly Database _database;
    private readonly RecentValues<string, ShopView> _bySlug;
    private readonly RecentValues<ShopId, ShopView> _byId;

    /// <summary>Listens for changes.</summary>
    public Shops(Database database, CatalogChanges changes, TimeProvider clock)
    {
        (_database, _bySlug, _byId) = (database, new(clock, ReadBySlugAsync), new(clock, ReadByIdAsync));
        changes.Changed += _ => Forget();
    }

    /// <summary>The shop of that slug, open or closed; null when there is none, or the text cannot be a slug.</summary>
    public ValueTask<ShopView?> FindAsync(string slug, CancellationToken ct) =>
        Check.Slug(slug) is null ? _bySlug.GetAsync(slug, ct) : default;

    /// <summary>The shop of that id, open or closed; null when there is none.</summary>
    public ValueTask<ShopView?> FindAsync(ShopId id, CancellationToken ct) => _byId.GetAsync(id, ct);

    /// <summary>Every open shop by name, at most 200.</summary>
    public async Task<IReadOnlyList<ShopView>> ListOpenAsync(CancellationToken ct)
    {
        await using var db = _database.Read();
        var shops = await db.Set<Shop>().Where(s => s.IsOpen && !s.IsSuspended).OrderBy(s => s.Name).ThenBy(s => s.Id).Take(ListMax).ToListAsync(ct);
        return [.. shops.Select(View)];
    }

    /// <summary>A merchant's shops by name, open and closed, at most 200.</summary>
    public async Task<IReadOnlyList<ShopView>> ListOfAsync(MerchantId merchant, CancellationToken ct)
    {
        await using var db = _database.Read();
        var shops = await db.Set<Shop>().Where(s => s.MerchantId == merchant).OrderBy(s => s.Name).ThenBy(s => s.Id).Take(ListMax).ToListAsync(ct);
        return [.. shops.Select(View)];
    }

    /// <summary>The ids of every shop, open and closed, in the order they came; at most 5,000.</summary>
    public async Task<IReadOnlyList<ShopId>> ListIdsAsync(CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<Shop>().OrderBy(s => s.Id).Take(IdsMax).Select(s => s.Id).ToListAsync(ct);
    }

    internal static ShopView View(Shop shop) => new(
        shop.Id, shop.Slug, shop.Name, shop.Tagline, shop.Notice, shop.Contact, shop.Currency, shop.TimeZone, shop.FeeBasisPoints, shop.IsOpen && !shop.IsSuspended,
        JsonSerializer.Deserialize<ShopSettings>(shop.Settings) ?? new ShopSettings())
    {
        Merchant = shop.MerchantId,
        Domain = shop.Domain,
        AllowsCss = shop.CssAllowedAt is not null,
        CssHash = shop.CssAllowedAt is null ? null : shop.CssHash,
        OrderMax = shop.OrderMaxMinor is { } max ? new Money(max, shop.Currency) : null,
        IsSuspended = shop.IsSuspended,
        WishesOpen = shop.IsOpen,
    };

    private void Forget()
    {
        _bySlug.Forget();
        _byId.Forget();
    }

    private async Task<ShopView?> ReadBySlugAsync(string slug, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<Shop>().SingleOrDefaultAsync(s => s.Slug == slug, ct) is { } shop ? View(shop) : null;
    }

    private async Task<ShopView?> ReadByIdAsync(ShopId id, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<Shop>().SingleOrDefaultAsync(s => s.Id == id, ct) is { } shop ? View(shop) : null;
    }
}
