using Diner.Catalog.Products;
using Diner.Data.Caching;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Catalog.Menus;

/// <summary>Reads what a shop sells right now: categories in order, products with variants and prices. Remembered for a few seconds.</summary>
public sealed class ShopMenu
{
    private readonly Database _database;
    private readonly Shops.Shops _shops;
    private readonly TimeProvider _clock;
    private readonly RecentValues<ShopId, Menu> _menus;

    /// <summary>Listens for changes.</summary>
    public ShopMenu(Database database, Shops.Shops shops, CatalogChanges changes, TimeProvider clock)
    {
        (_database, _shops, _clock, _menus) = (database, shops, clock, new(clock, ReadNowAsync));
        changes.Changed += _ => _menus.Forget();
    }

    /// <summary>The menu; empty for a shop that is closed or unknown.</summary>
    public async ValueTask<Menu> ReadAsync(ShopId shopId, CancellationToken ct) =>
        await _menus.GetAsync(shopId, ct) ?? new Menu([], []);

    private async Task<Menu?> ReadNowAsync(ShopId shopId, CancellationToken ct)
    {
        if (await _shops.FindAsync(shopId, ct) is not { IsOpen: true } shop)
            return null;
        await using var db = _database.Read();
        var categories = await db.Set<Category>().Where(c => c.ShopId == shopId).ToListAsync(ct);
        var products = await db.Set<Product>().Where(p => p.ShopId == shopId && p.State != SaleState.OffSale).ToListAsync(ct);
        var variants = await db.Set<Variant>().Where(v => v.ShopId == shopId && v.IsOnSale).ToListAsync(ct);
        var cards = Cards(products, variants.ToLookup(v => v.ProductId), shop.Currency);
        return new Menu(Tree(categories, cards), cards);
    }

    private List<ProductCard> Cards(List<Product> products, ILookup<ProductId, Variant> variants, CurrencyCode currency)
    {
        var now = _clock.GetUtcNow();
        return [.. products
            .Where(p => p.SaleWindow.Includes(now) && variants.Contains(p.Id))
            .OrderBy(p => p.Tier).ThenBy(p => p.Position).ThenBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => new ProductCard(
                p.Id, p.Slug, p.Name, p.Summary, p.CoverUrl, p.RegionNote, p.CategoryId, p.Tier, variants[p.Id].ToCards(currency)))];
    }

    private static List<MenuCategory> Tree(List<Category> categories, List<ProductCard> cards)
    {
        var children = categories.OrderBy(c => c.Position).ThenBy(c => c.Name, StringComparer.Ordinal).ToLookup(c => c.ParentId);
        var stocked = cards.Select(c => c.CategoryId).ToHashSet();
        return Under(null);

        List<MenuCategory> Under(CategoryId? parent) =>
            [.. children[parent].Select(c => new MenuCategory(c.Id, c.Slug, c.Name, Under(c.Id))).Where(c => c.Children.Count > 0 || stocked.Contains(c.Id))];
    }
}
