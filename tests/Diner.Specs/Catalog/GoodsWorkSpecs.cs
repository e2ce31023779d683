using System.Text;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Sheets;
using Diner.Catalog.Shops;
using Diner.Catalog.Work;
using Diner.Data.LongWork;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Catalog;

/// <summary>Sheets and changes of many goods as jobs: all or nothing, and once.</summary>
public abstract class GoodsWorkSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private ShopBuilder Build => new(House, Ct);

    [Fact]
    public async Task A_sheet_is_taken_in_by_a_job()
    {
        var shop = await Build.ShopAsync();
        var work = await ImportAsync(shop, "product,name,code,variant,price\nnight,Night,N-1,One,9.90\nnight,Night,N-2,Two,19.90\n");
        Assert.Equal((WorkState.Done, """{"changed":2,"unchanged":0,"refused":0}"""), (work.State, work.Result));
        Assert.Equal([990, 1990], (await ItemsAsync(shop)).Single().Variants.Select(v => v.PriceMinor));
    }

    [Fact]
    public async Task With_one_wrong_row_nothing_is_written_and_the_list_says_which()
    {
        var shop = await Build.ShopAsync();
        var work = await ImportAsync(shop, "product,name,code,variant,price\nnight,Night,N-1,One,9.90\nnight,Night,N-2,Two,=1+1\n");
        Assert.Equal("""{"changed":0,"unchanged":0,"refused":1}""", work.Result);
        Assert.Empty(await ItemsAsync(shop));
        Assert.Equal("\uFEFFrow,product,code,column,cell,what to do\r\n3,night,N-2,price,'=1+1,Write a price such as 19.90.\r\n", await OutputAsync(work));
    }

    [Fact]
    public async Task A_file_that_is_no_sheet_fails_the_job_with_a_reason()
    {
        var work = await ImportAsync(await Build.ShopAsync(), "colour\nred\n");
        Assert.Equal((WorkState.Failed, "sheet_column_unknown", """["colour"]"""), (work.State, work.FailureReason, work.FailureValues));
        Assert.Contains("colour", work.FailureDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_chosen_is_changed_once_also_when_the_job_runs_again()
    {
        var shop = await Build.ShopAsync();
        var (chosen, other) = (await Build.ProductAsync(shop, "chosen"), await Build.ProductAsync(shop, "other"));
        var id = await ChangeAsync(shop, new AllGoods(new GoodsFilter(), new GoodsChange { Price = new PriceChange(-1000, 0) }) { Chosen = [chosen] });
        await AgainAsync(id);
        Assert.Equal([("other", 1000L), ("chosen", 900L)], (await ItemsAsync(shop)).Select(i => (i.Product.Slug, i.Variants.Single().PriceMinor)));
        Assert.Equal("""{"changed":1,"refused":0}""", (await WorkAsync(shop, id)).Result);
        Assert.NotEqual(chosen, other);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task None_or_too_many_are_no_choice(int count)
    {
        var shop = await Build.ShopAsync();
        var all = new AllGoods(new GoodsFilter(), new GoodsChange { State = SaleState.OffSale }) { Chosen = [.. Enumerable.Range(0, count).Select(_ => new ProductId(Guid.CreateVersion7()))] };
        var started = await House.Get<StartGoodsWork>().ChangeAsync(Clerk.Tester, new GoodsTask(shop.Id, "", "goods.edit"), all, Ct);
        Assert.Equal((ProblemCode.InvalidRequest, "products"), (started.Problem?.Code, started.Problem?.Field));
    }

    [Theory]
    [InlineData(SheetKind.Csv, "diner-goods.csv")]
    [InlineData(SheetKind.Xlsx, "diner-goods.xlsx")]
    public async Task What_a_filter_finds_is_written_by_a_job_and_can_be_brought_back(SheetKind kind, string name)
    {
        var shop = await Build.ShopAsync();
        var shelf = await Build.CategoryAsync(shop, "shelf");
        await Build.ProductAsync(shop, "inside", shelf);
        await Build.ProductAsync(shop, "outside");
        var id = ShopBuilder.Ok(await House.Get<StartGoodsWork>().ExportAsync(Clerk.Tester, new GoodsTask(shop.Id, "CSV", "goods.view"), new GoodsFilter(Category: shelf), kind, Ct));
        Assert.True(await House.Get<WorkRunner>().RunOnceAsync(Ct));
        var work = await WorkAsync(shop, id);
        Assert.Equal((WorkState.Done, """{"rows":1}""", 1, 1), (work.State, work.Result, work.Done, work.Total));
        var (file, bytes) = await TakeAsync(work);
        var rows = ShopBuilder.Ok(SheetFile.Read(bytes));
        Assert.Equal((name, "inside"), (file, Assert.Single(rows).Cells["product"]));
    }

    [Fact]
    public async Task All_that_a_filter_finds_is_changed_once_also_when_the_job_runs_again()
    {
        var shop = await Build.ShopAsync();
        var shelf = await Build.CategoryAsync(shop, "shelf");
        await Build.ProductAsync(shop, "inside", shelf);
        await Build.ProductAsync(shop, "outside");
        var id = await ChangeAsync(shop, new AllGoods(new GoodsFilter(Category: shelf), new GoodsChange { Price = new PriceChange(-1000, 0), State = SaleState.OffSale }));
        await AgainAsync(id);
        var items = await ItemsAsync(shop);
        Assert.Equal([("outside", 1000L, SaleState.OnSale), ("inside", 900L, SaleState.OffSale)], items.Select(i => (i.Product.Slug, i.Variants.Single().PriceMinor, i.Sale.State)));
        Assert.Equal("""{"changed":1,"refused":0}""", (await WorkAsync(shop, id)).Result);
    }

    [Fact]
    public async Task A_price_that_cannot_be_changes_none_of_them()
    {
        var shop = await Build.ShopAsync();
        var product = await Build.ProductAsync(shop, "cheap");
        await Build.VariantAsync(shop, product, "DEAR", price: 100_000);
        var work = await WorkAsync(shop, await ChangeAsync(shop, new AllGoods(new GoodsFilter(), new GoodsChange { Price = new PriceChange(0, -5_000) })));
        Assert.Equal("""{"changed":0,"refused":1}""", work.Result);
        Assert.Contains("CHEAP,", await OutputAsync(work), StringComparison.Ordinal);
        Assert.Equal([1000, 100_000], (await ItemsAsync(shop)).Single().Variants.Select(v => v.PriceMinor).Order());
    }

    private async Task<IReadOnlyList<GoodsItem>> ItemsAsync(ShopView shop) => await House.Get<GoodsQueries>().ListAsync(shop.Id, new GoodsFilter(), 10, Ct);

    private async Task<WorkView> ImportAsync(ShopView shop, string sheet)
    {
        var id = ShopBuilder.Ok(await House.Get<StartGoodsWork>().ImportAsync(Clerk.Tester, new GoodsTask(shop.Id, "goods.csv", "goods.edit"), Encoding.UTF8.GetBytes(sheet), Ct));
        Assert.True(await House.Get<WorkRunner>().RunOnceAsync(Ct));
        return await WorkAsync(shop, id);
    }

    private async Task<WorkId> ChangeAsync(ShopView shop, AllGoods all)
    {
        var id = ShopBuilder.Ok(await House.Get<StartGoodsWork>().ChangeAsync(Clerk.Tester, new GoodsTask(shop.Id, "", "goods.edit"), all, Ct));
        Assert.True(await House.Get<WorkRunner>().RunOnceAsync(Ct));
        return id;
    }

    // As after a node that died between the change and the end of the work.
    private async Task AgainAsync(WorkId id)
    {
        await House.Get<Database>().WriteAsync(work => work.RunAsync("update data_work set state = 0 where id = $1", Ct, id.Value), Ct);
        Assert.True(await House.Get<WorkRunner>().RunOnceAsync(Ct));
    }

    private async Task<WorkView> WorkAsync(ShopView shop, WorkId id) => (await House.Get<WorkList>().FindAsync(shop.Id, id, Ct))!;

    private async Task<string> OutputAsync(WorkView work) => Encoding.UTF8.GetString((await TakeAsync(work)).Content);

    private async Task<(string Name, byte[] Content)> TakeAsync(WorkView work)
    {
        var (file, content) = (await House.Get<HandleWork>().TakeAsync(Clerk.Tester, work.Id, Ct))!.Value;
        await using (content)
        {
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, Ct);
            return (file.Name, bytes.ToArray());
        }
    }
}

public sealed class GoodsWorkOnSqlite() : GoodsWorkSpecs(DatabaseKind.Sqlite);

public sealed class GoodsWorkOnPostgres() : GoodsWorkSpecs(DatabaseKind.Postgres);
