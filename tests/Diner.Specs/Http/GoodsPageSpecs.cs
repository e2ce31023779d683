using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Diner.Accounts.Permissions;
using Diner.Catalog.Covers;
using Diner.Catalog.Goods;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Specs.Catalog;
using SkiaSharp;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>The pages of goods over HTTP: what a browser without JavaScript does.</summary>
public abstract partial class GoodsPageSpecs(HttpFront front)
{
    private const string Root = $"/console/{HttpFront.Shop}/goods";
    private static int _made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_is_made_and_its_page_is_next()
    {
        using var answer = await PostAsync("new", Fields("made-by-hand"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        using var page = await front.SendAsync(HttpMethod.Get, answer.Headers.Location!.ToString(), await OwnerAsync());
        Assert.Contains("已创建。加上封面和规格", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "", "名称请写 1 到 80 个字")]
    [InlineData("slug", "Not A Slug", "地址请用 2 到 60 个小写字母")]
    [InlineData("slug", "game", "店里已有这个地址")]
    [InlineData("summary", "long", "介绍至多 160 个字")]
    [InlineData("tutorial_url", "http://plain.example", "请填以 https:// 开头的完整地址")]
    [InlineData("position", "first", "次序请填整数")]
    public async Task A_refusal_stands_next_to_its_field(string field, string value, string sentence)
    {
        var fields = Fields($"refused-{Interlocked.Increment(ref _made)}");
        fields[field] = value == "long" ? new string('x', 161) : value;
        using var answer = await PostAsync("new", fields);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Matches(new Regex($"id=\"{field}\"[^>]*aria-invalid=\"true\"", RegexOptions.Singleline), page);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_is_what_the_storefront_would_show_and_runs_nothing()
    {
        using var answer = await PostAsync("preview", new() { ["description"] = "**bold** <script>alert(1)</script> [x](javascript:alert(1))" });
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<strong>bold</strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cover_is_uploaded_and_served_for_ever()
    {
        var product = await ProductAsync();
        using var answer = await UploadAsync(product, Pictures.Of(300, 200, SKEncodedImageFormat.Png), "any.name");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        using var page = await front.SendAsync(HttpMethod.Get, $"{Root}/{product.Value:D}", await OwnerAsync());
        var address = CoverAddress().Match(await page.Content.ReadAsStringAsync(Ct)).Value;
        using var cover = await front.Http.GetAsync(address, Ct);
        Assert.Equal(("image/webp", "public, max-age=31536000, immutable"), (cover.Content.Headers.ContentType?.MediaType, cover.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task A_picture_of_some_megabytes_comes_through()
    {
        var picture = Pictures.Noise(900);
        Assert.InRange(picture.Length, 1024 * 1024, PictureUpload.BytesMax);
        using var answer = await UploadAsync(await ProductAsync(), picture, "noise.png");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Theory]
    [InlineData("cover.png", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "这不是 PNG、JPEG 或 WebP 图片")]
    [InlineData("cover.jpg", "%PDF-1.7", "这不是 PNG、JPEG 或 WebP 图片")]
    [InlineData("cover.png", "", "没有收到图片")]
    public async Task What_is_no_picture_is_refused_with_a_sentence(string name, string content, string sentence)
    {
        using var answer = await UploadAsync(await ProductAsync(), Encoding.Latin1.GetBytes(content), name);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_would_unfold_to_gigabytes_is_refused_with_a_sentence()
    {
        using var answer = await UploadAsync(await ProductAsync(), Pictures.PngHeader(50_000, 50_000), "bomb.png");
        Assert.Contains("图片超过 24 百万像素", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_gigabytes_that_are_announced_are_refused_before_they_are_sent()
    {
        var answer = await RawAsync(await ProductAsync(), "Content-Length: 2147483648\r\n", body: null);
        Assert.StartsWith("HTTP/1.1 422", answer, StringComparison.Ordinal);
        Assert.Contains("图片超过 5 MB", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gigabytes_that_only_stream_in_are_refused_at_the_limit()
    {
        var answer = await RawAsync(await ProductAsync(), "Transfer-Encoding: chunked\r\n", async stream =>
        {
            await stream.WriteAsync(Chunk("--x\r\nContent-Disposition: form-data; name=\"cover\"; filename=\"a.png\"\r\n\r\n"u8.ToArray()), Ct);
            var chunk = Chunk(new byte[256 * 1024]);
            for (var sent = 0L; sent < 2L * 1024 * 1024 * 1024; sent += chunk.Length)
                await stream.WriteAsync(chunk, Ct);
        });
        Assert.Contains("图片超过 5 MB", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_merchants_product_is_not_there()
    {
        var theirs = (await front.Get<GoodsQueries>().ListAsync((await front.Get<Shops>().FindAsync(HttpFront.OtherShop, Ct))!.Id, new GoodsFilter(), 1, Ct))[0].Id.Value;
        foreach (var place in (string[])[$"{theirs:D}", $"{theirs:D}/sale", $"{theirs:D}/copy", $"{theirs:D}/cover/remove"])
        {
            using var answer = await PostAsync(place, Fields("stolen"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var page = await front.SendAsync(HttpMethod.Get, $"{Root}/{theirs:D}", await OwnerAsync());
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    private Task<string> OwnerAsync() => front.SeatAsync(front.Merchant, Role.Owner);

    private async Task<HttpResponseMessage> PostAsync(string place, Dictionary<string, string> fields) =>
        await front.SendAsync(HttpMethod.Post, $"{Root}/{place}", await OwnerAsync(), new FormUrlEncodedContent(fields));

    private async Task<ProductId> ProductAsync()
    {
        var shop = await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct);
        var draft = new ProductDraft { ShopId = shop!.Id, Slug = string.Create(CultureInfo.InvariantCulture, $"page-{Interlocked.Increment(ref _made)}"), Name = "Page" };
        return ShopBuilder.Ok(await front.Get<SaveProduct>().RunAsync(ShopBuilder.Us, draft, Ct));
    }

    private async Task<HttpResponseMessage> UploadAsync(ProductId product, byte[] file, string name)
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await front.SendAsync(HttpMethod.Post, $"{Root}/{product.Value:D}/cover", await OwnerAsync(), new MultipartFormDataContent { { part, "cover", name } });
    }

    // What HttpClient would not send.
    private async Task<string> RawAsync(ProductId product, string length, Func<NetworkStream, Task>? body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(front.Http.BaseAddress!.Host, front.Http.BaseAddress.Port, Ct);
        await using var stream = client.GetStream();
        var head = $"POST {Root}/{product.Value:D}/cover HTTP/1.1\r\nHost: {front.Http.BaseAddress.Authority}\r\nCookie: {await OwnerAsync()}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=x\r\n{length}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
        var sending = body is null ? Task.CompletedTask : Task.Run(() => body(stream), Ct);
        using var text = new StreamReader(stream, Encoding.UTF8);
        var answer = new StringBuilder();
        try
        {
            while (await text.ReadLineAsync(Ct) is { } line)
                answer.AppendLine(line);
        }
        catch (IOException)
        {
            // The server hung up on who kept sending.
        }

        await Task.WhenAny(sending, Task.Delay(Timeout.InfiniteTimeSpan, Ct));
        return answer.ToString();
    }

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. bytes, .. "\r\n"u8];

    private static Dictionary<string, string> Fields(string slug) => new() { ["name"] = "Made", ["slug"] = slug, ["tier"] = "Core", ["position"] = "0", ["description"] = "", ["summary"] = "" };

    [GeneratedRegex("/covers/[0-9a-f]{64}\\.webp")]
    private static partial Regex CoverAddress();
}

public sealed class GoodsPagesOnSqlite(SqliteFront front) : GoodsPageSpecs(front), IClassFixture<SqliteFront>;

public sealed class GoodsPagesOnPostgres(PostgresFront front) : GoodsPageSpecs(front), IClassFixture<PostgresFront>;
