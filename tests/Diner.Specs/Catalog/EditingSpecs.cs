using Diner.Catalog;
using Diner.Catalog.Menus;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Catalog.Sql;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Catalog;

public abstract class EditingSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private ShopBuilder Build => new(House, Ct);

    [Fact]
    public async Task A_slug_is_taken_once()
    {
        await Build.ShopAsync("diner");
        var second = await House.Get<OpenShop>().RunAsync(Actor.House("test"), new NewShop("diner", "Other", CurrencyCode.Cny), Ct);
        Assert.Equal((ProblemCode.InvalidRequest, "slug"), (second.Problem?.Code, second.Problem?.Field));
    }

    [Fact]
    public async Task A_change_in_this_process_is_seen_at_once()
    {
        var shop = await Build.ShopAsync();
        await House.Get<Shops>().FindAsync(shop.Id, Ct);
        ShopBuilder.Ok(await House.Get<EditShop>().RunAsync(Actor.House("test"), shop.Id, ShopEdit.From(shop) with { Name = "Night" }, Ct));
        Assert.Equal("Night", (await House.Get<Shops>().FindAsync(shop.Id, Ct))?.Name);
        Assert.Equal("Night", (await House.Get<Shops>().FindAsync("diner", Ct))?.Name);
    }

    [Fact]
    public async Task Every_edit_is_announced_with_its_shop()
    {
        var announced = new List<ShopId>();
        House.Get<CatalogChanges>().Changed += announced.Add;
        var shop = await Build.ShopAsync();
        await Build.CategoryAsync(shop, "games");
        await Build.ProductAsync(shop, "sale"); // the product, its variant, its state
        Assert.Equal(Enumerable.Repeat(shop.Id, 5), announced);
    }

    [Fact]
    public async Task A_refused_edit_is_not_announced()
    {
        var shop = await Build.ShopAsync();
        House.Get<CatalogChanges>().Changed += _ => Assert.Fail("announced");
        Assert.False((await House.Get<EditShop>().RunAsync(Actor.House("test"), shop.Id, ShopEdit.From(shop) with { Name = "" }, Ct)).IsOk);
    }

    [Fact]
    public async Task Saving_the_same_slug_or_code_again_changes_it()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "sale");
        Assert.Equal(product, await Build.ProductAsync(shop, "sale"));
        var variant = await Build.VariantAsync(shop, product, "SALE", price: 2000);
        Assert.Equal(variant, await House.Get<Variants>().FindIdAsync(shop.Id, "SALE", Ct));
        Assert.Equal(Money.Cny(2000), (await House.Get<ShopMenu>().ReadAsync(shop.Id, Ct)).Products.Single().PriceFrom);
    }

    [Fact]
    public async Task A_variant_keeps_its_kind()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "sale");
        var draft = new VariantDraft { ShopId = shop.Id, ProductId = product, Code = "SALE", Name = "x", PriceMinor = 1, Kind = GoodsKind.Loop };
        Assert.Equal(ProblemCode.WrongState, (await House.Get<SaveVariant>().RunAsync(ShopBuilder.Us, draft, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task A_category_of_another_shop_is_not_ours()
    {
        var (ours, theirs) = (await Build.ShopAsync("ours"), await Build.ShopAsync("theirs"));
        var category = await Build.CategoryAsync(theirs, "games");
        var product = await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = ours.Id, Slug = "sale", Name = "x", CategoryId = category }, Ct);
        var child = await House.Get<SaveCategory>().RunAsync(ShopBuilder.Us, new CategoryDraft(ours.Id, "cards", "x", category), Ct);
        Assert.Equal(("category_id", "parent_id"), (product.Problem?.Field, child.Problem?.Field));
    }

    [Fact]
    public async Task A_category_never_lies_under_itself()
    {
        var shop = await Build.ShopAsync();
        var top = await Build.CategoryAsync(shop, "top");
        var below = await Build.CategoryAsync(shop, "below", top);
        var turned = await House.Get<SaveCategory>().RunAsync(ShopBuilder.Us, new CategoryDraft(shop.Id, "top", "top", below), Ct);
        Assert.Equal("parent_id", turned.Problem?.Field);
    }

    [Fact]
    public async Task Categories_nest_three_deep_and_no_deeper()
    {
        var shop = await Build.ShopAsync();
        var third = await Build.CategoryAsync(shop, "third", await Build.CategoryAsync(shop, "second", await Build.CategoryAsync(shop, "first")));
        var fourth = await House.Get<SaveCategory>().RunAsync(ShopBuilder.Us, new CategoryDraft(shop.Id, "fourth", "x", third), Ct);
        Assert.Equal("parent_id", fourth.Problem?.Field);
    }

    [Fact]
    public async Task Two_editors_of_one_new_product_make_one()
    {
        var shop = await Build.ShopAsync();
        var draft = new ProductDraft { ShopId = shop.Id, Slug = "sale", Name = "x" };
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, draft, Ct)));
        Assert.Single(saved.Where(s => s.IsOk).Select(s => s.Value).Distinct());
        Assert.All(saved.Where(s => !s.IsOk), s => Assert.Equal("slug", s.Problem?.Field));
    }

    [Fact]
    public async Task An_edit_leaves_a_row_of_who_changed_what()
    {
        var shop = await Build.ShopAsync();
        var variant = await Build.VariantAsync(shop, await Build.ProductAsync(shop, "sale"), "SALE", price: 2000);
        await using var db = House.Get<Database>().Read();
        var row = await db.Set<AuditRow>().Where(r => r.SubjectId == variant.Value).OrderBy(r => r.Number).LastAsync(Ct);
        Assert.Equal(("variant.saved", "SALE", shop.Id), (row.Action, row.Subject, row.ShopId));
        Assert.Equal(("{\"price_minor\":1000}", "{\"price_minor\":2000}"), (row.Before, row.After));
    }

    [Fact]
    public async Task What_is_named_by_its_id_may_take_another_slug_but_no_taken_one()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "sale");
        await Build.ProductAsync(shop, "other");
        var draft = new ProductDraft { ShopId = shop.Id, Id = product, Slug = "renamed", Name = "x" };
        Assert.Equal(product, ShopBuilder.Ok(await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, draft, Ct)));
        var taken = await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, draft with { Slug = "other" }, Ct);
        Assert.Equal((ProblemCode.WrongState, "slug"), (taken.Problem?.Code, taken.Problem?.Field));
    }

    [Fact]
    public async Task A_new_product_never_overwrites_another()
    {
        var shop = await Build.ShopAsync();
        await Build.ProductAsync(shop, "sale");
        var second = await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = shop.Id, IsNew = true, Slug = "sale", Name = "x" }, Ct);
        Assert.Equal((ProblemCode.WrongState, "slug"), (second.Problem?.Code, second.Problem?.Field));
    }

    [Fact]
    public async Task What_is_another_shops_is_not_there()
    {
        var (ours, theirs) = (await Build.ShopAsync("ours"), await Build.ShopAsync("theirs"));
        var product = await Build.ProductAsync(theirs, "sale");
        var saved = await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = ours.Id, Id = product, Slug = "sale", Name = "x" }, Ct);
        var state = await House.Get<SetSaleState>().RunAsync(ShopBuilder.Us, new SaleSchedule(ours.Id, product, SaleState.OffSale), Ct);
        Assert.Equal((ProblemCode.NotFound, ProblemCode.NotFound), (saved.Problem?.Code, state.Problem?.Code));
    }

    [Fact]
    public async Task An_offer_has_the_price_that_was_saved()
    {
        var shop = await Build.ShopAsync();
        var variant = await Build.VariantAsync(shop, await Build.ProductAsync(shop, "sale"), "SALE", price: 4200);
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var batch = work.NewBatch();
        var offers = ReadOffers.AddTo(batch, [variant]);
        await batch.SendAsync(Ct);
        Assert.Equal(Money.Cny(4200), Assert.Single(offers.Rows).UnitPrice);
    }
}

public sealed class EditingOnSqlite() : EditingSpecs(DatabaseKind.Sqlite);

public sealed class EditingOnPostgres() : EditingSpecs(DatabaseKind.Postgres);
