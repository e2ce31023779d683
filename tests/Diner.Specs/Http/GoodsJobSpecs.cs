using System.Globalization;
using System.Net;
using Diner.Accounts.Permissions;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Catalog.Work;
using Diner.Data.LongWork;
using Diner.Kernel;
using Diner.Specs.Catalog;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>Goods in and out and many at once, as jobs, over HTTP.</summary>
public abstract class GoodsJobSpecs(HttpFront front)
{
    private const string Root = $"/console/{HttpFront.Shop}/goods";
    private static int _made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_products_are_changed_after_a_preview()
    {
        var product = await ProductAsync();
        var shop = await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct);
        ShopBuilder.Ok(await front.Get<SaveVariant>().RunAsync(ShopBuilder.Us, new VariantDraft { ShopId = shop!.Id, ProductId = product, Code = $"B{product.Value:N}"[..30].ToUpperInvariant(), Name = "b", PriceMinor = 2000 }, Ct));
        using var preview = await front.SendAsync(HttpMethod.Get, $"{Root}/bulk?id={product.Value:D}&percent=-10", await OwnerAsync());
        Assert.Contains("¥18", await preview.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var applied = await front.SendAsync(HttpMethod.Post, $"{Root}/bulk", await OwnerAsync(), new FormUrlEncodedContent([KeyValuePair.Create("id", product.Value.ToString("D")), KeyValuePair.Create("percent", "-10")]));
        Assert.Equal(HttpStatusCode.SeeOther, applied.StatusCode);
        Assert.Contains($"/console/{HttpFront.Shop}/work/", applied.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(WorkState.Done, (await EndAsync(applied.Headers.Location)).State);
        Assert.Equal(1800, (await front.Get<GoodsQueries>().FindAsync(shop.Id, product, Ct))!.Variants.Single().PriceMinor);
    }

    [Theory]
    [InlineData("zh-CN", "不认识“colour”这一列")]
    [InlineData("en", "“colour” is none of our columns")]
    public async Task A_job_that_refused_a_whole_file_says_why_in_the_readers_language(string language, string expected)
    {
        var shop = await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct);
        var id = ShopBuilder.Ok(await front.Get<StartGoodsWork>().ImportAsync(Clerk.Tester, new GoodsTask(shop!.Id, "goods.csv", Permission.GoodsEdit), "colour\nred\n"u8.ToArray(), Ct));
        var address = $"/console/{HttpFront.Shop}/work/{id.Value:D}";
        Assert.Equal(WorkState.Failed, (await EndAsync(new Uri(address, UriKind.Relative))).State);
        using var page = await front.SendAsync(HttpMethod.Get, $"{address}?lang={language}", await OwnerAsync());
        Assert.Contains(expected, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "行,地址,编码,列,单元格,怎么改", "单价请写成 19.90")]
    [InlineData("en", "Row,Address,Code,Column,Cell,What to do", "19.90")]
    public async Task The_list_of_refused_rows_is_in_the_language_of_who_started_the_job(string language, string headings, string advice)
    {
        var shop = await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct);
        var task = new GoodsTask(shop!.Id, "goods.csv", Permission.GoodsEdit) { Language = language };
        var id = ShopBuilder.Ok(await front.Get<StartGoodsWork>().ImportAsync(Clerk.Tester, task, "product,name,code,variant,price\nnight,Night,N-1,One,cheap\n"u8.ToArray(), Ct));
        await EndAsync(new Uri($"/work/{id.Value:D}", UriKind.Relative));
        using var list = await front.SendAsync(HttpMethod.Get, $"/console/{HttpFront.Shop}/work/{id.Value:D}/result", await OwnerAsync());
        var lines = (await list.Content.ReadAsStringAsync(Ct)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal(headings, lines[0]);
        Assert.Contains(advice, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goods_come_out_by_a_job_for_whoever_sees_them()
    {
        await ProductAsync();
        using var started = await front.SendAsync(HttpMethod.Post, $"{Root}/export?q=page", await front.SeatAsync(front.Merchant, Role.Support), new FormUrlEncodedContent([KeyValuePair.Create("format", "csv")]));
        Assert.Equal(WorkState.Done, (await EndAsync(started.Headers.Location!)).State);
        using var file = await front.SendAsync(HttpMethod.Get, $"{started.Headers.Location}/result", await front.SeatAsync(front.Merchant, Role.StockKeeper));
        Assert.Contains("Page", await file.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task<WorkView> EndAsync(Uri address)
    {
        var id = new WorkId(Guid.Parse(address.ToString().Split('/')[^1]));
        for (var i = 0; i < 300; i++)
        {
            if (await front.Get<WorkList>().FindAsync(null, id, Ct) is { IsOpen: false } ended)
                return ended;
            await Task.Delay(100, Ct);
        }

        throw new TimeoutException("The job did not end.");
    }

    private Task<string> OwnerAsync() => front.SeatAsync(front.Merchant, Role.Owner);

    private async Task<ProductId> ProductAsync()
    {
        var shop = await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct);
        var draft = new ProductDraft { ShopId = shop!.Id, Slug = string.Create(CultureInfo.InvariantCulture, $"job-{Interlocked.Increment(ref _made)}"), Name = "Page" };
        return ShopBuilder.Ok(await front.Get<SaveProduct>().RunAsync(ShopBuilder.Us, draft, Ct));
    }
}

public sealed class GoodsJobOnSqlite(SqliteFront front) : GoodsJobSpecs(front), IClassFixture<SqliteFront>;

public sealed class GoodsJobOnPostgres(PostgresFront front) : GoodsJobSpecs(front), IClassFixture<PostgresFront>;
