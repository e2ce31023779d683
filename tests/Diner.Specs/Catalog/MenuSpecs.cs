using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Xunit;

namespace Diner.Specs.Catalog;

public abstract class MenuSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly TimeSpan RememberedAtMost = TimeSpan.FromSeconds(3);

    private ShopBuilder Build => new(House, Ct);

    [Fact]
    public async Task Categories_nest_and_keep_their_order()
    {
        var shop = await Build.ShopAsync();
        var games = await Build.CategoryAsync(shop, "games", position: 2);
        var cards = await Build.CategoryAsync(shop, "cards", games);
        await Build.ProductAsync(shop, "starsea", cards);
        await Build.ProductAsync(shop, "film", await Build.CategoryAsync(shop, "video", position: 1));
        var menu = await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct);
        Assert.Equal(["video", "games"], menu.Categories.Select(c => c.Slug));
        Assert.Equal(["games", "cards"], menu.PathTo("cards").Select(c => c.Slug));
        Assert.Equal(["starsea"], menu.In(menu.Categories[1]).Select(p => p.Slug));
    }

    [Fact]
    public async Task A_category_without_goods_on_sale_is_not_shown()
    {
        var shop = await Build.ShopAsync();
        await Build.CategoryAsync(shop, "empty");
        Assert.Empty((await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct)).Categories);
    }

    [Fact]
    public async Task Products_stand_in_the_order_of_their_positions()
    {
        var shop = await Build.ShopAsync();
        await Build.ProductAsync(shop, "second", position: 2);
        await Build.ProductAsync(shop, "first", position: 1);
        Assert.Equal(["first", "second"], (await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct)).Products.Select(p => p.Slug));
    }

    [Fact]
    public async Task A_scheduled_product_appears_at_its_time_and_goes_at_its_end()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "sale");
        var from = House.Clock.GetUtcNow().AddHours(1);
        ShopBuilder.Ok(await House.Get<SetSaleState>().RunAsync(ShopBuilder.Us, new SaleSchedule(shop.Id, product, SaleState.Scheduled, from, from.AddHours(1)), Ct));
        Assert.Equal((false, false), await ShownAsync(shop));
        House.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((true, true), await ShownAsync(shop));
        House.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((false, false), await ShownAsync(shop));
    }

    [Fact]
    public async Task A_product_off_sale_is_still_found_by_its_id_for_those_who_bought_it()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "old");
        ShopBuilder.Ok(await House.Get<SetSaleState>().RunAsync(ShopBuilder.Us, new SaleSchedule(shop.Id, product, SaleState.OffSale), Ct));
        Assert.Equal((false, false), await ShownAsync(shop, "old"));
        var page = await House.Get<ProductPages>().FindByIdAsync(product, Ct);
        Assert.Equal(("old", false), (page?.Slug, page?.IsOnSale));
    }

    [Fact]
    public async Task A_closed_shop_sells_nothing()
    {
        var shop = await Build.ShopAsync();
        await Build.ProductAsync(shop, "sale");
        ShopBuilder.Ok(await House.Get<EditShop>().RunAsync(Actor.House("test"), shop.Id, ShopEdit.From(shop) with { IsOpen = false }, Ct));
        Assert.Equal((false, false), await ShownAsync(shop));
        Assert.Empty(await House.Get<Shops>().ListOpenAsync(Ct));
    }

    [Fact]
    public async Task A_menu_of_another_node_is_seen_when_the_memory_runs_out()
    {
        var shop = await Build.ShopAsync();
        await Build.ProductAsync(shop, "sale");
        Assert.Single((await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct)).Products);
        await using (var work = await House.Get<Database>().BeginAsync(Ct))
        {
            await work.RunAsync("update catalog_products set name = 'renamed'", Ct);
            await work.CommitAsync(Ct);
        }

        Assert.Equal("sale", (await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct)).Products[0].Name);
        House.Clock.Advance(RememberedAtMost);
        Assert.Equal("renamed", (await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct)).Products[0].Name);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("' or 1=1 --")]
    [InlineData("")]
    public async Task What_cannot_be_a_name_is_not_found(string hostile)
    {
        var shop = await Build.ShopAsync();
        Assert.Null(await House.Get<Shops>().FindAsync(hostile, Ct));
        Assert.Null(await House.Get<Variants>().FindIdAsync(shop.Id, hostile, Ct));
        Assert.Null(await House.Get<ProductPages>().FindAsync(shop.Id, hostile, Ct));
    }

    private async Task<(bool InMenu, bool HasPage)> ShownAsync(ShopView shop, string slug = "sale") =>
        ((await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct)).Products.Any(p => p.Slug == slug), await House.Get<ProductPages>().FindAsync(shop.Id, slug, Ct) is not null);
}

public sealed class MenuOnSqlite() : MenuSpecs(DatabaseKind.Sqlite);

public sealed class MenuOnPostgres() : MenuSpecs(DatabaseKind.Postgres);
