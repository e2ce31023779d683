using Diner.Catalog.Goods;
using Diner.Data.Storage;
using Diner.Insights.Sales;
using Diner.Kernel;
using Diner.Specs.Trade;
using Xunit;

namespace Diner.Specs.Insights;

/// <summary>A store that moves in brings its past: all of a file or nothing of it.</summary>
public abstract class HistorySpecs(DatabaseKind kind) : InsightsSpecs(kind)
{
    [Fact]
    public async Task A_past_is_counted_by_the_shops_clock()
    {
        var done = await ImportAsync(Header, "A1,2026-01-31T16:30:00Z,b1,gc-100,2,20.00,8", "A2,2026-02-01T00:45:00+08:00,b2,gc-100,1,10,8");
        Assert.Equal((2, 0, 1), (done.Imported, done.Known, done.VariantsCreated));
        var report = await ReportAsync();
        Assert.Equal(2, report.Heatmap[6][0]);
        Assert.Equal("2026-02", Assert.Single(report.Segments).Month);
    }

    [Fact]
    public async Task What_is_imported_twice_counts_once()
    {
        string[] file = [Header, "A1,2026-01-05T12:00:00Z,b1,gc-100,2,20.00,8", "A1,2026-02-05T12:00:00Z,b1,gc-100,-1,-10.00,8"];
        await ImportAsync(file);
        var once = await RollUpsAsync();
        var again = await ImportAsync([.. file, "A2,2026-01-06T12:00:00Z,b1,gc-100,1,10,8"]);
        Assert.Equal((1, 2, 0), (again.Imported, again.Known, again.VariantsCreated));
        await ImportAsync(file);
        Assert.Equal(once.Count + 2, (await RollUpsAsync()).Count);
    }

    [Fact]
    public async Task Unknown_variants_are_made_off_sale_and_named_as_the_file_names_them()
    {
        await Shop.SellAsync("GAME-100", keys: 1);
        await ImportAsync(Header + ",category", "A1,2026-01-05T12:00:00Z,b1,game-100,1,10,8,", "A2,2026-01-05T12:00:00Z,b1,点卡 100元,1,10,8,游戏点卡", "A3,2026-01-05T12:00:00Z,b1,gc_1,1,10,8,游戏点卡");
        var goods = await House.Get<GoodsQueries>().ListAsync(Shop.Id, new GoodsFilter(), 10, Ct);
        Assert.Equal(["GC-1", "点卡 100元"], goods.Where(g => g.Product.Name != "Product").SelectMany(g => g.Variants).Select(v => v.Name == "gc_1" ? v.Code : v.Name).Order(StringComparer.Ordinal));
        Assert.All(goods.Where(g => g.Product.Name != "Product").SelectMany(g => g.Variants), variant => Assert.False(variant.IsOnSale));
        Assert.Equal("游戏点卡", Assert.Single(await House.Get<GoodsQueries>().CategoriesAsync(Shop.Id, Ct)).Category.Name);
    }

    [Fact]
    public async Task An_order_of_several_lines_is_one_order()
    {
        await ImportAsync(Header, "A1,2026-01-05T12:00:00Z,b1,x1,1,10,8", "A1,2026-01-05T12:00:00Z,b1,x2,1,10,8");
        await ImportAsync(Header, "A1,2026-01-05T12:00:00Z,b1,x3,1,10,8");
        Assert.Equal(1, (await ReportAsync()).Heatmap.Sum(hours => hours.Sum()));
    }

    [Fact]
    public async Task A_zone_of_half_hours_has_hours_of_its_own()
    {
        await InZoneAsync("Asia/Kolkata");
        await ImportAsync(Header, "A1,2026-01-05T14:29:00Z,b1,x1,1,10,8", "A2,2026-01-05T14:31:00Z,b1,x1,1,10,8");
        var report = await ReportAsync();
        Assert.Equal((1, 1), (report.Heatmap[0][19], report.Heatmap[0][20]));
    }

    [Fact]
    public async Task Money_that_went_back_lowers_its_month_and_no_count()
    {
        await ImportAsync(Header, "A1,2026-01-05T12:00:00Z,b1,x1,2,600,8", "A1,2026-01-06T12:00:00Z,b1,x1,-1,-200,8", "A1,2026-02-06T12:00:00Z,b1,x1,0,-100,8", "A2,2026-02-07T12:00:00Z,b2,x1,1,1,0");
        var months = (await ReportAsync()).Segments;
        Assert.Equal((1, 400m), (months[0].Casual.Count, months[0].Casual.Revenue));
        Assert.Equal((1, -100m), (months[1].Drifting.Count, months[1].Drifting.Revenue));
        Assert.Equal(2, (await ReportAsync()).Heatmap.Sum(hours => hours.Sum()));
    }

    [Theory]
    [InlineData("A1,2026-01-05T12:00:00,b1,x1,1,10,8", 3, "paid_at")]
    [InlineData("A1,2026-13-05T12:00:00Z,b1,x1,1,10,8", 3, "paid_at")]
    [InlineData("A1,1767614400,b1,x1,1,10,8", 3, "paid_at")]
    [InlineData(",2026-01-05T12:00:00Z,b1,x1,1,10,8", 3, "order_no")]
    [InlineData("A1,2026-01-05T12:00:00Z,,x1,1,10,8", 3, "buyer")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,,1,10,8", 3, "variant")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,x1,1.5,10,8", 3, "quantity")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,x1,0,10,8", 3, "quantity")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,x1,1,-10,8", 3, "amount")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,x1,1,10.005,8", 3, "amount")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,x1,1,1e3,8", 3, "amount")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,x1,1,10,cheap", 3, "unit_cost")]
    [InlineData("A1,2026-01-05T12:00:00Z,b1,x1,1,10", 3, "")]
    [InlineData("A0,2026-01-05T12:00:00Z,b1,x1,1,10,8", 3, "order_no")]
    [InlineData("A0,2026-01-05T12:00:00Z,b2,x2,1,10,8", 3, "order_no")]
    [InlineData("A9,2026-01-05T12:00:00Z,b1,x1,-1,-10,8", 3, "order_no")]
    [InlineData("A0,2026-01-06T12:00:00Z,b1,x1,-1,-11,8", 3, "amount")]
    public async Task A_wrong_line_is_told_and_nothing_is_imported(string wrong, int line, string column)
    {
        var done = await ImportAsync(Header, "A0,2026-01-05T12:00:00Z,b1,x1,1,10,8", wrong, "A7,2026-01-05T12:00:00Z,b1,x1,1,10,8");
        Assert.Equal((0, 1), (done.Imported, done.ErrorCount));
        Assert.Equal((line, column), ((int)done.Errors[0].Line, done.Errors[0].Column));
        Assert.Empty(await RollUpsAsync());
        Assert.Single(await House.Get<GoodsQueries>().ListAsync(Shop.Id, new GoodsFilter(), 10, Ct));
    }

    [Fact]
    public async Task Every_wrong_line_is_told_and_missing_columns_by_name()
    {
        var done = await ImportAsync(Header, "A0,soon,b1,x1,1,10,8", "A1,2026-01-05T12:00:00Z,b1,x1,one,10,8", "A2,2026-01-05T12:00:00Z,b1,x1,1,ten,8");
        Assert.Equal([(2L, "paid_at"), (3L, "quantity"), (4L, "amount")], done.Errors.Select(e => (e.Line, e.Column)));
        Assert.Equal(["buyer", "unit_cost"], (await ImportAsync("order_no,paid_at,variant,quantity,amount")).Errors.Select(e => e.Column).Order());
        Assert.Equal(1, (await ImportAsync()).ErrorCount);
    }

    [Fact]
    public async Task A_delivered_order_and_its_refund_count_beside_the_past()
    {
        await Shop.SellAsync("GAME", keys: 10, price: 60_000);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        await CountAsync();
        await CountAsync();
        var report = await ReportAsync();
        Assert.Equal(1, report.Heatmap.Sum(hours => hours.Sum()));
        Assert.Equal((1, 600m), (report.Segments[0].Regular.Count, report.Segments[0].Regular.Revenue));
    }

    [Fact]
    public async Task A_rebuild_finds_what_was_counted()
    {
        var random = new Random(5);
        var lines = Enumerable.Range(0, 300).Select(n => $"A{n},2026-0{random.Next(1, 9)}-{random.Next(10, 29)}T{random.Next(10, 24)}:{random.Next(10, 60)}:00Z,b{random.Next(20)},x{random.Next(10, 15)},{random.Next(1, 4)},{random.Next(1, 900)}.50,3.333").ToList();
        var returns = lines.Where((_, n) => n % 9 == 0).Select(line => line.Split(',')).Select(f => $"{f[0]},2026-10-01T00:00:00Z,{f[2]},{f[3]},-1,-0.50,0");
        await ImportAsync([Header, .. lines.Take(100)]);
        await ImportAsync([Header, .. lines, .. returns]);
        await Shop.SellAsync("GAME", keys: 10);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        await CountAsync();
        var counted = await RollUpsAsync();
        await House.Get<RebuildRollUps>().RunAsync(await ViewAsync(), Ct);
        Assert.Equal(counted, await RollUpsAsync());
    }

    [Fact]
    public async Task Products_beyond_the_merchants_limit_are_refused_whole()
    {
        await using (var work = await House.Get<Database>().BeginAsync(Ct))
        {
            work.Db.Add(new Diner.Catalog.Limits.MerchantLimitsRow { MerchantId = MerchantId.House, ProductsMax = 1 });
            await work.CommitAsync(Ct);
        }

        Assert.Equal(ProblemCode.LimitReached, (await TryImportAsync(Header, "A0,2026-01-05T12:00:00Z,b1,x1,1,10,8")).Problem?.Code);
        Assert.Empty(await RollUpsAsync());
    }
}

public sealed class HistoryOnSqlite() : HistorySpecs(DatabaseKind.Sqlite);

public sealed class HistoryOnPostgres() : HistorySpecs(DatabaseKind.Postgres);
