using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Sheets;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using Xunit;

namespace Diner.Specs.Catalog;

/// <summary>Many goods at once: lists, order, copies, price changes, sheets.</summary>
public abstract class GoodsSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private ShopBuilder Build => new(House, Ct);

    private GoodsQueries Goods => House.Get<GoodsQueries>();

    [Fact]
    public async Task A_list_goes_on_where_the_last_page_ended()
    {
        var shop = await Build.ShopAsync();
        for (var i = 0; i < 5; i++)
            await Build.ProductAsync(shop, $"p{i}");
        var first = await Goods.ListAsync(shop.Id, new GoodsFilter(), 2, Ct);
        var second = await Goods.ListAsync(shop.Id, new GoodsFilter(After: first[^1].Id), 10, Ct);
        Assert.Equal(["p4", "p3", "p2", "p1", "p0"], first.Concat(second).Select(i => i.Product.Slug));
    }

    [Theory]
    [InlineData("sale", new[] { "night-sale" })]
    [InlineData("NIGHT-S", new[] { "night-sale" })]
    [InlineData("%", new string[0])]
    [InlineData("_", new string[0])]
    [InlineData("", new[] { "other", "night-sale" })]
    public async Task A_search_finds_a_part_of_a_name_or_code(string search, string[] found)
    {
        var shop = await Build.ShopAsync();
        await Build.ProductAsync(shop, "night-sale");
        await Build.ProductAsync(shop, "other");
        Assert.Equal(found, (await Goods.ListAsync(shop.Id, new GoodsFilter(search), 10, Ct)).Select(i => i.Product.Slug));
    }

    [Fact]
    public async Task A_category_finds_what_lies_below_it()
    {
        var shop = await Build.ShopAsync();
        var top = await Build.CategoryAsync(shop, "top");
        await Build.ProductAsync(shop, "deep", await Build.CategoryAsync(shop, "below", top));
        await Build.ProductAsync(shop, "elsewhere");
        Assert.Equal(["deep"], (await Goods.ListAsync(shop.Id, new GoodsFilter(Category: top), 10, Ct)).Select(i => i.Product.Slug));
    }

    [Fact]
    public async Task A_category_with_products_goes_only_when_they_are_moved()
    {
        var shop = await Build.ShopAsync();
        var (old, other) = (await Build.CategoryAsync(shop, "old"), await Build.CategoryAsync(shop, "other"));
        var product = await Build.ProductAsync(shop, "night", old);
        var delete = House.Get<DeleteCategory>();
        Assert.Equal("move_to", (await delete.RunAsync(ShopBuilder.Us, new CategoryRemoval(shop.Id, old), Ct))?.Field);
        Assert.Equal("category_id", (await delete.RunAsync(ShopBuilder.Us, new CategoryRemoval(shop.Id, old) { MovesProducts = true, MoveTo = old }, Ct))?.Field);
        Assert.Null(await delete.RunAsync(ShopBuilder.Us, new CategoryRemoval(shop.Id, old) { MovesProducts = true, MoveTo = other }, Ct));
        Assert.Equal(other, (await Goods.FindAsync(shop.Id, product, Ct))!.Product.CategoryId);
        Assert.Equal(["other"], (await Goods.CategoriesAsync(shop.Id, Ct)).Select(c => c.Category.Slug));
    }

    [Fact]
    public async Task A_category_with_others_below_it_stays_and_another_shops_is_not_there()
    {
        var shop = await Build.ShopAsync();
        var top = await Build.CategoryAsync(shop, "top");
        await Build.CategoryAsync(shop, "below", top);
        var other = await Build.ShopAsync("other");
        Assert.Equal("below", (await House.Get<DeleteCategory>().RunAsync(ShopBuilder.Us, new CategoryRemoval(shop.Id, top), Ct))?.Field);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<DeleteCategory>().RunAsync(ShopBuilder.Us, new CategoryRemoval(other.Id, top), Ct))?.Code);
    }

    [Fact]
    public async Task A_category_moves_with_all_below_it_and_its_siblings_are_numbered_anew()
    {
        var shop = await Build.ShopAsync();
        await Build.CategoryAsync(shop, "first", position: 0);
        var b = await Build.CategoryAsync(shop, "second", position: 1);
        await Build.CategoryAsync(shop, "below", b);
        Assert.Null(await House.Get<MoveCategory>().RunAsync(ShopBuilder.Us, new CategoryMove(shop.Id, b, null, 0), Ct));
        Assert.Equal(["second", "below", "first"], (await Goods.CategoriesAsync(shop.Id, Ct)).Select(c => c.Category.Slug));
        Assert.Equal("parent_id", (await House.Get<MoveCategory>().RunAsync(ShopBuilder.Us, new CategoryMove(shop.Id, b, b, 0), Ct))?.Field);
        Assert.Equal([0, 1], (await Goods.CategoriesAsync(shop.Id, Ct)).Where(c => c.Depth == 0).Select(c => c.Category.Position));
    }

    [Fact]
    public async Task Two_moves_at_once_never_make_a_circle()
    {
        var shop = await Build.ShopAsync();
        var (one, two) = (await Build.CategoryAsync(shop, "one"), await Build.CategoryAsync(shop, "two"));
        var move = House.Get<MoveCategory>();
        await Task.WhenAll(
            Task.Run(() => move.RunAsync(ShopBuilder.Us, new CategoryMove(shop.Id, one, two, 0), Ct)),
            Task.Run(() => move.RunAsync(ShopBuilder.Us, new CategoryMove(shop.Id, two, one, 0), Ct)));
        Assert.Equal(2, (await Goods.CategoriesAsync(shop.Id, Ct)).Count);
    }

    [Fact]
    public async Task A_copy_is_off_sale_and_has_names_of_its_own()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "sale");
        var copy = await Goods.FindAsync(shop.Id, ShopBuilder.Ok(await House.Get<DuplicateProduct>().RunAsync(ShopBuilder.Us, shop.Id, product, Ct)), Ct);
        Assert.Equal(("sale-2", SaleState.OffSale, "SALE-C2"), (copy!.Product.Slug, copy.Sale.State, copy.Variants.Single().Code));
        ShopBuilder.Ok(await House.Get<DuplicateProduct>().RunAsync(ShopBuilder.Us, shop.Id, product, Ct));
    }

    [Fact]
    public async Task Prices_move_as_the_preview_says()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "sale");
        await Build.VariantAsync(shop, product, "ODD", price: 333);
        var change = new GoodsChange { Price = new PriceChange(-1_000, 5), State = SaleState.OffSale };
        var preview = ChangeGoods.Preview(await Goods.FindAsync(shop.Id, [product], Ct), change.Price);
        Assert.Empty(ShopBuilder.Ok(await ChangeAsync(shop, change, product)).Refused);
        var after = await Goods.FindAsync(shop.Id, product, Ct);
        Assert.Equal([305, 905], after!.Variants.Select(v => v.PriceMinor).Order());
        Assert.Equal(preview.Select(p => p.After.PriceMinor).Order(), after.Variants.Select(v => v.PriceMinor).Order());
        Assert.Equal(SaleState.OffSale, after.Sale.State);
    }

    [Fact]
    public async Task One_price_that_cannot_be_changes_nothing()
    {
        var shop = await Build.ShopAsync();
        var (cheap, dear) = (await Build.ProductAsync(shop, "cheap"), await Build.ProductAsync(shop, "dear"));
        await Build.VariantAsync(shop, cheap, "CHEAP", price: 10);
        var refused = ShopBuilder.Ok(await ChangeAsync(shop, new GoodsChange { Price = new PriceChange(0, -500) }, cheap, dear)).Refused;
        Assert.Equal("price_minor", Assert.Single(refused).Problem?.Field);
        Assert.Equal([1000, 10], (await Goods.FindAsync(shop.Id, [cheap, dear], Ct)).SelectMany(i => i.Variants).Select(v => v.PriceMinor));
    }

    [Fact]
    public async Task One_product_that_is_not_the_shops_changes_none()
    {
        var (shop, other) = (await Build.ShopAsync(), await Build.ShopAsync("neighbour"));
        var (mine, theirs) = (await Build.ProductAsync(shop, "mine"), await Build.ProductAsync(other, "theirs"));
        var changed = await ChangeAsync(shop, new GoodsChange { State = SaleState.OffSale }, mine, theirs);
        Assert.Equal((ProblemCode.NotFound, "goods_gone"), (changed.Problem?.Code, changed.Problem?.Reason));
        Assert.Equal(SaleState.OnSale, (await Goods.FindAsync(shop.Id, mine, Ct))!.Sale.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_exported_and_brought_back_changes_nothing(bool isCsv)
    {
        var shop = await FilledAsync();
        var plan = ShopBuilder.Ok(await House.Get<ImportGoods>().PreviewAsync(shop.Id, await ReadBackAsync(shop, isCsv), Ct));
        Assert.Equal((0, 3, 0), (plan.Rows.Count, plan.Unchanged, plan.Errors.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_exported_makes_the_same_goods_in_another_shop(bool isCsv)
    {
        var shop = await FilledAsync();
        var rows = await ReadBackAsync(shop, isCsv);
        var other = await Build.ShopAsync("other");
        await Build.CategoryAsync(other, "games");
        Assert.Empty(ShopBuilder.Ok(await House.Get<ImportGoods>().RunAsync(ShopBuilder.Us, other.Id, rows, Ct)).Errors);
        var back = await ReadBackAsync(other, isCsv);
        Assert.Equal(Sorted(rows), Sorted(back));
    }

    [Fact]
    public async Task One_wrong_row_is_named_with_its_column_and_nothing_is_written()
    {
        var shop = await FilledAsync();
        var rows = (await ReadBackAsync(shop, isCsv: true)).ToList();
        rows[1] = With(rows[1], "price", "77.00");
        rows[2] = With(rows[2], "price", "ten");
        var plan = ShopBuilder.Ok(await House.Get<ImportGoods>().RunAsync(ShopBuilder.Us, shop.Id, rows, Ct));
        Assert.Equal((rows[2].Number, "price"), (Assert.Single(plan.Errors).Row, plan.Errors[0].Column));
        Assert.Empty(ShopBuilder.Ok(await House.Get<ImportGoods>().PreviewAsync(shop.Id, await ReadBackAsync(shop, isCsv: true), Ct)).Rows);
    }

    [Fact]
    public async Task A_variants_cells_without_its_code_are_an_error()
    {
        var shop = await FilledAsync();
        var rows = (await ReadBackAsync(shop, isCsv: true)).ToList();
        rows[0] = With(rows[0], "price", "1.00");
        var plan = ShopBuilder.Ok(await House.Get<ImportGoods>().PreviewAsync(shop.Id, rows, Ct));
        Assert.Equal("code", Assert.Single(plan.Errors).Column);
    }

    [Fact]
    public async Task A_change_of_one_cell_is_one_change()
    {
        var shop = await FilledAsync();
        var rows = (await ReadBackAsync(shop, isCsv: true)).ToList();
        rows[1] = With(rows[1], "price", "77.00");
        var change = Assert.Single(ShopBuilder.Ok(await House.Get<ImportGoods>().RunAsync(ShopBuilder.Us, shop.Id, rows, Ct)).Rows);
        Assert.Equal("price", Assert.Single(change.Columns).Column);
    }

    private Task<Result<(int Products, IReadOnlyList<PriceStep> Refused)>> ChangeAsync(ShopView shop, GoodsChange change, params ProductId[] products) =>
        House.Get<ChangeGoods>().RunAsync(ShopBuilder.Us, shop.Id, new AllGoods(new GoodsFilter(), change) { Chosen = products }, _ => Task.FromResult(true), Ct);

    private async Task<ShopView> FilledAsync()
    {
        var shop = await Build.ShopAsync();
        var category = await Build.CategoryAsync(shop, "games");
        var draft = new ProductDraft
        {
            ShopId = shop.Id, Slug = "sale", Name = "夜 \"sale\", =1+1", CategoryId = category, Summary = "a, b", DescriptionMarkdown = "# One\n\n- two\n- \"three\"", UsageSteps = ["open", "type"],
            TutorialUrl = "https://example.com/t", RegionNote = "CN", Tier = ProductTier.Extension, Position = -3,
        };
        var product = ShopBuilder.Ok(await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, draft, Ct));
        var variant = new VariantDraft { ShopId = shop.Id, ProductId = product, Code = "007", Name = "seven", PriceMinor = 990, PriceBreaks = [new PriceBreak(10, 950), new PriceBreak(50, 900)], QuantityMax = 100, BuyerLimit = 3 };
        ShopBuilder.Ok(await House.Get<SaveVariant>().RunAsync(ShopBuilder.Us, variant, Ct));
        ShopBuilder.Ok(await House.Get<SaveVariant>().RunAsync(ShopBuilder.Us, variant with { Code = "LOOP", Kind = GoodsKind.Loop, IsOnSale = false, Position = 1 }, Ct));
        ShopBuilder.Ok(await House.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = shop.Id, Slug = "empty", Name = "without variants" }, Ct));
        return shop;
    }

    private async Task<IReadOnlyList<SheetRow>> ReadBackAsync(ShopView shop, bool isCsv)
    {
        var categories = (await Goods.CategoriesAsync(shop.Id, Ct)).ToDictionary(c => c.Id, c => c.Category.Slug);
        var rows = (await Goods.ListAsync(shop.Id, new GoodsFilter(), 100, Ct)).SelectMany(item => SheetRows.Of(item, shop.Currency, categories)).ToList();
        using var file = new MemoryStream();
        if (isCsv)
            SheetFile.WriteCsv(file, rows);
        else
            SheetFile.WriteXlsx(file, rows);
        return ShopBuilder.Ok(SheetFile.Read(file.ToArray()));
    }

    private static SheetRow With(SheetRow row, string column, string value) => row with { Cells = new Dictionary<string, string>(row.Cells) { [column] = value } };

    private static List<string> Sorted(IEnumerable<SheetRow> rows) =>
        [.. rows.Select(row => string.Join('|', row.Cells.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"))).Order(StringComparer.Ordinal)];
}

public sealed class GoodsOnSqlite() : GoodsSpecs(DatabaseKind.Sqlite);

public sealed class GoodsOnPostgres() : GoodsSpecs(DatabaseKind.Postgres);
