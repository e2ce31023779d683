using System.Text;
using Diner.Catalog.Goods;
using Diner.Catalog.Limits;
using Diner.Catalog.Products;
using Diner.Catalog.Sheets;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Vault.Import;
using Diner.Vault.Stock;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Catalog;

/// <summary>How much the operator lets a merchant have: shops, products, unsold keys.</summary>
public abstract class LimitSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private ShopBuilder Build => new(House, Ct);

    [Fact]
    public async Task A_merchant_has_no_limits_until_one_is_set()
    {
        await Build.ShopAsync();
        var used = await House.Get<ReadLimits>().RunAsync(MerchantId.House, Ct);
        Assert.Equal((MerchantLimits.None, 1), (used.Limits, used.Shops.Count));
    }

    [Fact]
    public async Task A_shop_too_many_is_not_opened()
    {
        await Build.ShopAsync();
        await LimitAsync(new(1, null, null));
        Assert.Equal(ProblemCode.LimitReached, (await OpenAsync("second")).Problem?.Code);
        await LimitAsync(new(2, null, null));
        Assert.True((await OpenAsync("second")).IsOk);
    }

    [Fact]
    public async Task A_product_too_many_is_not_made_in_any_shop_of_the_merchant()
    {
        var (shop, other) = (await Build.ShopAsync(), await Build.ShopAsync("other"));
        await Build.ProductAsync(shop, "one");
        await LimitAsync(new(null, 2, null));
        await Build.ProductAsync(other, "two");
        var third = await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = shop.Id, Slug = "three", Name = "Three" }, Ct);
        Assert.Equal((ProblemCode.LimitReached, "products_max"), (third.Problem!.Code, third.Problem.Field));
    }

    [Fact]
    public async Task What_is_there_may_still_be_changed_when_the_limit_is_below_it()
    {
        var shop = await Build.ShopAsync();
        await Build.ProductAsync(shop, "one");
        await LimitAsync(new(0, 0, 0));
        Assert.True((await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = shop.Id, Slug = "one", Name = "Other" }, Ct)).IsOk);
    }

    [Fact]
    public async Task A_copy_is_a_product_too()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "one");
        await LimitAsync(new(null, 1, null));
        Assert.Equal(ProblemCode.LimitReached, (await House.Get<DuplicateProduct>().RunAsync(ShopBuilder.Us, shop.Id, product, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task A_sheet_with_too_many_new_products_changes_nothing()
    {
        var shop = await Build.ShopAsync();
        await LimitAsync(new(null, 1, null));
        var rows = SheetFile.Read(Encoding.UTF8.GetBytes("product,name\none,One\ntwo,Two\n"));
        Assert.Equal(ProblemCode.LimitReached, (await House.Get<ImportGoods>().PreviewAsync(shop.Id, ShopBuilder.Ok(rows), Ct)).Problem?.Code);
        var taken = await House.Get<ImportGoods>().RunAsync(ShopBuilder.Us, shop.Id, ShopBuilder.Ok(rows), Ct);
        Assert.Equal(ProblemCode.LimitReached, taken.Problem?.Code);
        Assert.Equal(0, (await House.Get<ReadLimits>().RunAsync(MerchantId.House, Ct)).Products);
    }

    [Fact]
    public async Task Two_who_make_the_last_product_at_once_make_one()
    {
        var shop = await Build.ShopAsync();
        await LimitAsync(new(null, 3, null));
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(
            () => House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = shop.Id, Slug = $"p-{n}", Name = "P" }, Ct), Ct)));
        Assert.Equal(3, made.Count(m => m.IsOk));
        Assert.Equal(3, (await House.Get<ReadLimits>().RunAsync(MerchantId.House, Ct)).Products);
    }

    [Fact]
    public async Task Keys_too_many_are_all_left_out_and_the_file_can_come_again()
    {
        var (shop, variant) = await PoolAsync("one");
        await LimitAsync(new(null, null, 5));
        Assert.Equal(ProblemCode.LimitReached, (await ImportAsync(shop, variant, "a", 6)).Problem?.Code);
        Assert.Equal(0, await House.Get<StockOnHand>().CountAsync([shop.Id], Ct));
        await LimitAsync(new(null, null, 6));
        Assert.Equal(6, (await ImportAsync(shop, variant, "a", 6)).Value!.Accepted);
    }

    [Fact]
    public async Task Keys_of_every_shop_of_the_merchant_count()
    {
        var (one, first) = await PoolAsync("one");
        var (two, second) = await PoolAsync("two");
        await LimitAsync(new(null, null, 5));
        Assert.True((await ImportAsync(one, first, "a", 3)).IsOk);
        Assert.Equal((ProblemCode.LimitReached, "keys_max"), (await ImportAsync(two, second, "b", 3)).Problem is { } p ? (p.Code, p.Field) : default);
    }

    [Fact]
    public async Task Two_imports_at_once_stay_below_the_limit()
    {
        var (one, first) = await PoolAsync("one");
        var (two, second) = await PoolAsync("two");
        await LimitAsync(new(null, null, 5));
        var done = await Task.WhenAll(Task.Run(() => ImportAsync(one, first, "a", 3), Ct), Task.Run(() => ImportAsync(two, second, "b", 3), Ct));
        Assert.Single(done, d => d.IsOk);
        Assert.Equal(3, await House.Get<StockOnHand>().CountAsync([one.Id, two.Id], Ct));
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused_with_its_field() =>
        Assert.Equal("products_max", (await House.Get<SetLimits>().RunAsync(ShopBuilder.Us, MerchantId.House, "House", new(1, -1, null), Ct)).Problem?.Field);

    [Fact]
    public async Task Who_set_a_limit_is_in_the_audit_trail_with_what_it_was()
    {
        await LimitAsync(new(3, null, null));
        await LimitAsync(new(4, null, null));
        await using var db = House.Get<Database>().Read();
        var row = await db.Set<AuditRow>().OrderByDescending(r => r.Number).FirstAsync(r => r.Action == "merchant.limits_set", Ct);
        Assert.Equal((MerchantId.House, """{"shops_max":3}""", """{"shops_max":4}"""), (row.MerchantId, row.Before, row.After));
    }

    private async Task LimitAsync(MerchantLimits limits) => ShopBuilder.Ok(await House.Get<SetLimits>().RunAsync(ShopBuilder.Us, MerchantId.House, "House", limits, Ct));

    private Task<Result<ShopView>> OpenAsync(string slug) => House.Get<OpenShop>().RunAsync(ShopBuilder.Us, new NewShop(slug, slug, CurrencyCode.Cny), Ct);

    private async Task<(ShopView Shop, VariantId Variant)> PoolAsync(string slug)
    {
        var shop = await Build.ShopAsync(slug);
        var product = await Build.ProductAsync(shop, slug);
        return (shop, await Build.VariantAsync(shop, product, "KEYS"));
    }

    private Task<Result<ImportSummary>> ImportAsync(ShopView shop, VariantId variant, string stem, int count)
    {
        var lines = string.Concat(Enumerable.Range(0, count).Select(n => $"{stem}-{n}\n"));
        return House.Get<ImportKeys>().RunAsync(ShopBuilder.Us, new ImportRequest(shop.Id, variant), new MemoryStream(Encoding.UTF8.GetBytes(lines)), Ct);
    }
}

public sealed class LimitsOnSqlite() : LimitSpecs(DatabaseKind.Sqlite);

public sealed class LimitsOnPostgres() : LimitSpecs(DatabaseKind.Postgres);
