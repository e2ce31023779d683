using System.Net;
using Diner.Catalog.Shops;
using Diner.Coupons.Rules;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Host.Setup;
using Diner.Kernel;
using Diner.Specs.Catalog;
using Diner.Web.Buyers;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.Web;

public abstract class ShopPageSpecs(DatabaseKind kind) : IAsyncLifetime
{
    private WebHouse? _web;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Client => _web!.Client;

    public async ValueTask InitializeAsync()
    {
        _web = await WebHouse.OpenAsync(kind, Ct);
        var opened = await DemoShop.From(_web.Get<IServiceProvider>()).OpenAsync(Ct);
        Assert.True(opened.IsOk, opened.Problem?.Detail);
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
            await _web.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("/", "星海争霸点卡")]
    [InlineData("/s/demo", "星海争霸点卡")]
    [InlineData("/s/demo?c=video", "夜影视频会员")]
    [InlineData("/s/demo?q=听澜", "听澜音乐豪华会员")]
    [InlineData("/s/demo?lang=en", "My orders")]
    [InlineData("/s/demo/p/starsea", "满 10 件每件 ¥96")]
    [InlineData("/s/demo/checkout?variant=GAME-100&quantity=10", "¥960")]
    [InlineData("/s/demo/checkout?variant=GIFT-FREE&quantity=1", "免费领取")]
    public async Task A_page_shows_what_it_is_about(string address, string text)
    {
        var page = await Client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(text, await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nope")]
    [InlineData("/s/nope")]
    [InlineData("/s/DEMO")]
    [InlineData("/s/demo?c=nope")]
    [InlineData("/s/demo/p/nope")]
    [InlineData("/s/demo/p/'%20or%201=1")]
    [InlineData("/s/demo/checkout")]
    [InlineData("/s/demo/checkout?variant=%00&quantity=1")]
    [InlineData("/s/demo/checkout?variant=NOPE&quantity=-1")]
    public async Task What_is_not_there_is_a_page_of_ours_and_404(string address)
    {
        var page = await Client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("这里没有你要找的", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cached_page_sets_no_cookie_and_is_dropped_when_the_shop_changes()
    {
        var before = await Client.GetAsync("/s/demo", Ct);
        Assert.False(before.Headers.Contains("Set-Cookie"));
        var shop = await _web!.Get<Shops>().FindAsync("demo", Ct);
        await _web.Get<EditShop>().RunAsync(Actor.House("test"), shop!.Id, ShopEdit.From(shop) with { Notice = "今晚八折" }, Ct);
        Assert.Contains("今晚八折", await Client.GetStringAsync("/s/demo", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_shops_is_dropped_when_a_shop_opens_changes_its_name_or_closes()
    {
        Assert.DoesNotContain("今晚营业的店", await Client.GetStringAsync("/", Ct), StringComparison.Ordinal);
        var second = (await _web!.Get<OpenShop>().RunAsync(Actor.House("test"), new NewShop("second", "第二家", CurrencyCode.Cny), Ct)).Value!;
        Assert.Contains("第二家", await Client.GetStringAsync("/", Ct), StringComparison.Ordinal);
        await _web.Get<EditShop>().RunAsync(Actor.House("test"), second.Id, ShopEdit.From(second) with { Name = "改了名字" }, Ct);
        Assert.Contains("改了名字", await Client.GetStringAsync("/", Ct), StringComparison.Ordinal);
        await _web.Get<EditShop>().RunAsync(Actor.House("test"), second.Id, ShopEdit.From(second) with { IsOpen = false }, Ct);
        Assert.DoesNotContain("今晚营业的店", await Client.GetStringAsync("/", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_language_has_its_own_cached_page()
    {
        await Client.GetAsync("/s/demo", Ct);
        using var english = new HttpRequestMessage(HttpMethod.Get, "/s/demo") { Headers = { { "Accept-Language", "en" } } };
        var page = await (await Client.SendAsync(english, Ct)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"zh-CN\">", await Client.GetStringAsync("/s/demo", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_is_known_from_checkout_on()
    {
        var page = await Client.GetAsync("/s/demo/checkout?variant=GAME-100&quantity=1", Ct);
        var cookie = page.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith(DeviceCookie.Name + "=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-3")]
    [InlineData("99999999999999")]
    [InlineData("x")]
    public async Task A_quantity_out_of_range_is_said_on_the_page(string quantity) =>
        Assert.Contains("每单可买 1 到 200 件", await Client.GetStringAsync($"/s/demo/checkout?variant=GAME-100&quantity={quantity}", Ct), StringComparison.Ordinal);

    [Theory]
    [InlineData("channel", "not-a-channel", 409, "这个支付方式现在用不了")]
    [InlineData("coupon", "NOBODY", 422, "本店没有这个优惠码")]
    [InlineData("lookup_password", "a\u0001b", 422, "查询密码的长度不合适")]
    [InlineData("email", "a\0b@example.com", 400, "这个请求读不懂")]
    [InlineData("variant", "NOPE", 404, "这里没有你要找的")]
    public async Task A_wrong_field_is_said_next_to_it(string field, string value, int status, string text)
    {
        var fields = new Dictionary<string, string> { ["variant"] = "GAME-100", ["quantity"] = "1", ["email"] = "a@example.com", [field] = value };
        var page = await Client.PostAsync("/s/demo/checkout", new FormUrlEncodedContent(fields), Ct);
        Assert.Equal(status, (int)page.StatusCode);
        Assert.Contains(text, await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coupon_can_be_asked_about_before_anything_is_placed()
    {
        var shop = await _web!.Get<Shops>().FindAsync("demo", Ct);
        var draft = new CouponDraft { ShopId = shop!.Id, Name = "Page", Code = "PAGE", Terms = new CouponTerms { AmountMinor = 500 } };
        ShopBuilder.Ok(await _web.Get<SaveCoupon>().RunAsync(ShopBuilder.Us, draft, Ct));
        var fields = new Dictionary<string, string> { ["variant"] = "GAME-100", ["quantity"] = "1", ["email"] = "keep@example.com", ["coupon"] = "page", ["act"] = "quote" };
        var page = await (await Client.PostAsync("/s/demo/checkout", new FormUrlEncodedContent(fields), Ct)).Content.ReadAsStringAsync(Ct);
        Assert.Contains("优惠码可用，减 ¥5。", page, StringComparison.Ordinal);
        Assert.Contains("keep@example.com", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", 10, 415)]
    [InlineData("application/x-www-form-urlencoded", 100_000, 413)]
    [InlineData("multipart/form-data; boundary=x", 10, 400)]
    public async Task A_body_that_is_no_form_of_ours_is_refused(string contentType, int bytes, int status)
    {
        using var body = new ByteArrayContent([.. Enumerable.Repeat((byte)'a', bytes)]);
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Assert.Equal(status, (int)(await Client.PostAsync("/s/demo/checkout", body, Ct)).StatusCode);
    }

    [Fact]
    public async Task What_was_typed_comes_back_as_text()
    {
        var fields = new Dictionary<string, string> { ["variant"] = "GAME-100", ["quantity"] = "1", ["email"] = "\"><script>x</script>", ["channel"] = "x" };
        var page = await (await Client.PostAsync("/s/demo/checkout", new FormUrlEncodedContent(fields), Ct)).Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("<script>x", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_the_demo_shop_again_adds_nothing()
    {
        var again = await DemoShop.From(_web!.Get<IServiceProvider>()).OpenAsync(Ct);
        Assert.Equal((0, 0), (again.Value!.VariantsAdded, again.Value.KeysAdded));
    }
}

public sealed class ShopPageOnSqlite() : ShopPageSpecs(DatabaseKind.Sqlite);

public sealed class ShopPageOnPostgres() : ShopPageSpecs(DatabaseKind.Postgres);
