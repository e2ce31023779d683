using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Diner.Accounts.Permissions;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Vault.Keys;
using Diner.Vault.Receive;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>The pages of keys through real HTTP: who sees and does what, and that no key leaks.</summary>
public abstract class KeysPageSpecs(HttpFront front)
{
    private const string Keys = $"/console/{HttpFront.Shop}/keys";
    private const string Known = "GAME-000499";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stock_keeper_may_import_but_neither_export_nor_reveal()
    {
        var keeper = await front.SeatAsync(front.Merchant, Role.StockKeeper);
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync($"{Keys}/import", keeper));
        Assert.Equal(HttpStatusCode.Forbidden, await PostStatusAsync($"{Keys}/pools/{await VariantAsync()}/export", keeper, ("why", "x")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostStatusAsync($"{Keys}/{(await FindAsync()).KeyId.Value}/reveal", keeper));
        var pool = await TextAsync($"{Keys}/pools/{await VariantAsync()}", keeper);
        Assert.DoesNotContain("/export", pool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Support_sees_no_page_of_keys()
    {
        var support = await front.SeatAsync(front.Merchant, Role.Support);
        foreach (var page in (string[])["", "/batches", "/bin", "/expiring", "/import", $"/{(await FindAsync()).KeyId.Value}"])
            Assert.Equal(HttpStatusCode.Forbidden, await GetStatusAsync(Keys + page, support));
    }

    [Fact]
    public async Task Another_shops_key_batch_and_pool_are_not_there()
    {
        var they = await front.SeatAsync(front.OtherMerchant, Role.Owner);
        var theirs = $"/console/{HttpFront.OtherShop}/keys";
        var key = await FindAsync();
        Assert.Equal(HttpStatusCode.NotFound, await GetStatusAsync($"{theirs}/{key.KeyId.Value}", they));
        Assert.Equal(HttpStatusCode.NotFound, await GetStatusAsync($"{theirs}/batches/{key.BatchId.Value}", they));
        Assert.Equal(HttpStatusCode.NotFound, await GetStatusAsync($"{theirs}/pools/{key.VariantId.Value}", they));
        foreach (var act in (string[])[$"{key.KeyId.Value}/reveal", $"{key.KeyId.Value}/recycle", $"{key.KeyId.Value}/restore", $"batches/{key.BatchId.Value}/withdraw", $"pools/{key.VariantId.Value}/recycle"])
            Assert.Equal(HttpStatusCode.NotFound, await PostStatusAsync($"{theirs}/{act}", they, ("quantity", "1")));
    }

    [Fact]
    public async Task A_key_is_found_by_its_text_which_stands_in_no_address_and_on_no_page()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        using var answer = await PostAsync($"{Keys}/search", owner, ("text", $"  {Known} "));
        var address = answer.Headers.Location!.OriginalString;
        Assert.Equal((HttpStatusCode.SeeOther, $"{Keys}/{(await FindAsync()).KeyId.Value}"), (answer.StatusCode, address));
        Assert.DoesNotContain(Known, await TextAsync(address, owner), StringComparison.Ordinal);
        using var unknown = await PostAsync($"{Keys}/search", owner, ("text", "NOBODY-HAS-THIS"));
        Assert.Equal($"{Keys}?note=NotFound&n=0", unknown.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task No_list_shows_a_key()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var key = await FindAsync();
        foreach (var page in (string[])["", "/batches", $"/batches/{key.BatchId.Value}", $"/pools/{key.VariantId.Value}"])
            Assert.DoesNotContain("GAME-0", await TextAsync(Keys + page, owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revealing_shows_the_key_to_who_may_after_a_fresh_second_factor()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        using var shown = await PostAsync($"{Keys}/{(await FindAsync()).KeyId.Value}/reveal", owner);
        Assert.Contains(Known, await shown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_pool_of_many_keys_is_read_page_by_page()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var (seen, page) = (new HashSet<string>(), $"{Keys}/batches/{(await FindAsync()).BatchId.Value}");
        for (string? next = page; next is not null;)
        {
            var html = await TextAsync(next, owner);
            foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(html, $"href=\"{Keys}/([0-9a-f-]{{36}})\""))
                Assert.True(seen.Add(match.Groups[1].Value));
            next = System.Text.RegularExpressions.Regex.Match(html, "href=\"([^\"]*\\?after=[0-9a-f-]{36})\"") is { Success: true } further ? further.Groups[1].Value : null;
        }

        Assert.Equal(500, seen.Count);
    }

    [Theory]
    [InlineData("keys.png", "89504E470D0A1A0A0000", "图片")]
    [InlineData("keys.zip", "504B03041400", "压缩包")]
    [InlineData("keys.exe", "4D5A900003000000", "程序")]
    [InlineData("keys.txt", "410042004300440045000A00", "UTF-16")]
    [InlineData("keys.txt", "", "空的")]
    public async Task A_file_of_a_wrong_type_is_refused_in_plain_words(string name, string hex, string words)
    {
        using var answer = await UploadAsync(name, new ByteArrayContent(Convert.FromHexString(hex)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_two_gigabytes_is_refused_before_a_byte_of_it_is_sent()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(front.Http.BaseAddress!.Host, front.Http.BaseAddress.Port, Ct);
        var stream = client.GetStream();
        var head = $"POST {Keys}/import/file HTTP/1.1\r\nHost: {front.Http.BaseAddress.Authority}\r\nCookie: {owner}\r\nSec-Fetch-Site: same-origin\r\n"
            + $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {2L * 1024 * 1024 * 1024}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
        using var answer = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await answer.ReadLineAsync(Ct));
        string? line;
        do
            line = await answer.ReadLineAsync(Ct);
        while (line is not null && !line.Contains($"{ReceiveKeyFile.BytesMax / 1024 / 1024} MB", StringComparison.Ordinal));
        Assert.NotNull(line);
    }

    [Fact]
    public async Task A_file_is_previewed_without_a_key_in_the_open_and_then_imported_by_a_job()
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        using var uploaded = await UploadAsync("new.txt", new StringContent($"UPLOADED-0001----secret0001\n{front.GetHashCode()}-0002----secret0002\n"), owner);
        var preview = uploaded.Headers.Location!.OriginalString;
        var html = await TextAsync($"{preview}?format=Text&separator=----", owner);
        Assert.DoesNotContain("secret0001", html, StringComparison.Ordinal);
        Assert.Contains("UP••••01", html, StringComparison.Ordinal);
        using var committed = await PostAsync(preview, owner, ("format", "Text"), ("separator", "----"), ("variant", await VariantAsync("GAME-NONE")), ("cost", "8.50"), ("supplier", "Lin"));
        Assert.StartsWith($"/console/{HttpFront.Shop}/work/", committed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await WaitForAsync(committed.Headers.Location.OriginalString, owner);
        var batches = await TextAsync($"{Keys}/batches", owner);
        Assert.Contains("Lin", batches, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await GetStatusAsync(preview, owner));
    }

    [Theory]
    [InlineData("cost", "eight")]
    [InlineData("expires", "2020-01-01")]
    public async Task What_was_typed_wrong_comes_back_with_a_word_and_the_file_stays(string field, string value)
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        using var uploaded = await UploadAsync("new.txt", new StringContent("KEPT-0001\n"), owner);
        var preview = uploaded.Headers.Location!.OriginalString;
        using var refused = await PostAsync(preview, owner, ("format", "Text"), ("separator", ""), ("variant", await VariantAsync()), (field, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains($"value=\"{value}\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(preview, owner));
    }

    private async Task WaitForAsync(string page, string seat)
    {
        for (var i = 0; !(await TextAsync(page, seat)).Contains("data-state=\"Done\"", StringComparison.Ordinal); i++)
        {
            Assert.True(i < 200, "the job never ended");
            await Task.Delay(100, Ct);
        }
    }

    private async Task<FoundKey> FindAsync() => (await front.Get<FindKey>().ByTextAsync((await ShopAsync()).Id, Known, Ct))!;

    private async Task<ShopView> ShopAsync() => (await front.Get<Shops>().FindAsync(HttpFront.Shop, Ct))!;

    private async Task<string> VariantAsync(string code = "GAME") => (await front.Get<Variants>().FindIdAsync((await ShopAsync()).Id, code, Ct))!.Value.Value.ToString("D");

    private async Task<HttpStatusCode> GetStatusAsync(string path, string seat)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, path, seat);
        return answer.StatusCode;
    }

    private async Task<string> TextAsync(string path, string seat)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, path, seat);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<HttpStatusCode> PostStatusAsync(string path, string seat, params (string, string)[] fields)
    {
        using var answer = await PostAsync(path, seat, fields);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string seat, params (string Name, string Value)[] fields) =>
        front.SendAsync(HttpMethod.Post, path, seat, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    private async Task<HttpResponseMessage> UploadAsync(string name, HttpContent file, string? seat = null)
    {
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await front.SendAsync(HttpMethod.Post, $"{Keys}/import/file", seat ?? await front.SeatAsync(front.Merchant, Role.Owner), new MultipartFormDataContent { { file, "file", name } });
    }
}

public sealed class KeysPagesOnSqlite(SqliteFront front) : KeysPageSpecs(front), IClassFixture<SqliteFront>;

public sealed class KeysPagesOnPostgres(PostgresFront front) : KeysPageSpecs(front), IClassFixture<PostgresFront>;
