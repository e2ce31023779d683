using System.Net;
using Diner.Accounts.Permissions;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Specs.Catalog;
using Diner.Specs.Http;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Console;

/// <summary>The operator admits merchants, opens their shops, sets their fee, suspends them.</summary>
public sealed class MerchantsSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private static int _merchants;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await front.SendAsync(HttpMethod.Post, path, await front.SeatAsync(null, Role.Administrator), new FormUrlEncodedContent(fields.ToDictionary(f => f.Name, f => f.Value)));

    private async Task SellAsync(ShopView shop, long priceMinor, GoodsKind kind = GoodsKind.OneTime)
    {
        var product = ShopBuilder.Ok(await front.Get<SaveProduct>().RunAsync(ShopBuilder.Us, new ProductDraft { ShopId = shop.Id, Slug = "game", Name = "Game" }, Ct));
        var draft = new VariantDraft { ShopId = shop.Id, ProductId = product, Code = "GAME", Name = "Game", Kind = kind, PriceMinor = priceMinor, QuantityMax = 5 };
        ShopBuilder.Ok(await front.Get<SaveVariant>().RunAsync(ShopBuilder.Us, draft, Ct));
        ShopBuilder.Ok(await front.Get<SetSaleState>().RunAsync(ShopBuilder.Us, new SaleSchedule(shop.Id, product, SaleState.OnSale), Ct));
    }

    private async Task<(MerchantId Merchant, string Page, ShopView Shop)> TradingAsync()
    {
        var name = $"m{Interlocked.Increment(ref _merchants)}";
        var merchant = await Clerk.AddMerchantAsync(front.App.Services, name, Ct);
        using var opened = await PostAsync($"/operator/merchants/{merchant.Value:D}/shops", ("slug", $"shop-{name}"), ("name", name));
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
        return (merchant, $"/operator/merchants/{merchant.Value:D}", (await front.Get<Shops>().FindAsync($"shop-{name}", Ct))!);
    }

    [Fact]
    public async Task A_new_merchant_has_a_page_where_the_next_steps_are()
    {
        using var admitted = await PostAsync("/operator/merchants", ("name", "夜市"));
        using var page = await front.SendAsync(HttpMethod.Get, admitted.Headers.Location!.OriginalString, await front.SeatAsync(null, Role.Administrator));
        Assert.Contains("夜市", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_opened_for_a_merchant_is_that_merchants()
    {
        var (merchant, _, shop) = await TradingAsync();
        Assert.Equal(merchant, shop.Merchant);
        using var console = await front.SendAsync(HttpMethod.Get, $"/console/{shop.Slug}", await front.SeatAsync(merchant, Role.Owner));
        Assert.Equal(HttpStatusCode.OK, console.StatusCode);
    }

    [Fact]
    public async Task A_shop_opened_in_yen_shows_amounts_without_decimals_and_refuses_what_takes_yuan_only()
    {
        var merchant = await Clerk.AddMerchantAsync(front.App.Services, "Tokyo", Ct);
        using var opened = await PostAsync($"/operator/merchants/{merchant.Value:D}/shops", ("slug", "tokyo"), ("name", "Tokyo"), ("currency", "JPY"));
        var shop = (await front.Get<Shops>().FindAsync("tokyo", Ct))!;
        Assert.Equal("JPY", shop.Currency.Code);
        await SellAsync(shop, 1980);
        using var page = await front.SendAsync(HttpMethod.Get, "/s/tokyo", null);
        Assert.Contains("JP¥1,980", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var console = await front.SendAsync(HttpMethod.Get, "/console/tokyo/goods", await front.SeatAsync(merchant, Role.Owner));
        Assert.Contains("JP¥1,980", await console.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var epay = new NewChannel(shop.Id, EpayAccount.ChannelType, "epay", new EpayAccount { GatewayUrl = "https://pay.example", Pid = "1", Key = "k" }.ToSettings().Value!) { Currency = shop.Currency };
        Assert.Equal("currency", (await front.Get<EditChannels>().AddAsync(Clerk.Tester, epay, Ct)).Problem?.Field);
    }

    [Fact]
    public async Task A_shop_in_no_currency_we_know_is_not_opened()
    {
        var merchant = await Clerk.AddMerchantAsync(front.App.Services, "Nowhere", Ct);
        using var answer = await PostAsync($"/operator/merchants/{merchant.Value:D}/shops", ("slug", "nowhere"), ("name", "Nowhere"), ("currency", "XXX"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Null(await front.Get<Shops>().FindAsync("nowhere", Ct));
    }

    [Fact]
    public async Task A_suspended_merchants_shop_is_closed_and_says_why_to_the_merchant()
    {
        var (merchant, page, shop) = await TradingAsync();
        using var suspended = await PostAsync($"{page}/suspend", ("why", "证照过期"));
        Assert.Equal(HttpStatusCode.SeeOther, suspended.StatusCode);
        Assert.False((await front.Get<Shops>().FindAsync(shop.Slug, Ct))!.IsOpen);
        using var console = await front.SendAsync(HttpMethod.Get, $"/console/{shop.Slug}", await front.SeatAsync(merchant, Role.Owner));
        Assert.Contains("证照过期", await console.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_merchant_cannot_open_the_shop_again_and_finds_its_own_wish_kept()
    {
        var (_, page, shop) = await TradingAsync();
        await PostAsync($"{page}/suspend", ("why", "x"));
        var closed = (await front.Get<Shops>().FindAsync(shop.Slug, Ct))!;
        await front.Get<EditShop>().RunAsync(Actor.House("test"), shop.Id, ShopEdit.From(closed) with { IsOpen = true }, Ct);
        Assert.False((await front.Get<Shops>().FindAsync(shop.Slug, Ct))!.IsOpen);
        await PostAsync($"{page}/resume");
        Assert.True((await front.Get<Shops>().FindAsync(shop.Slug, Ct))!.IsOpen);
    }

    [Fact]
    public async Task A_merchant_is_not_suspended_without_a_reason()
    {
        var (_, page, shop) = await TradingAsync();
        using var refused = await PostAsync($"{page}/suspend", ("why", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.True((await front.Get<Shops>().FindAsync(shop.Slug, Ct))!.IsOpen);
    }

    [Theory]
    [InlineData("1.5", HttpStatusCode.SeeOther, 150)]
    [InlineData("0", HttpStatusCode.SeeOther, 0)]
    [InlineData("50.01", HttpStatusCode.UnprocessableEntity, 0)]
    [InlineData("1.005", HttpStatusCode.UnprocessableEntity, 0)]
    [InlineData("-1", HttpStatusCode.UnprocessableEntity, 0)]
    [InlineData("abc", HttpStatusCode.UnprocessableEntity, 0)]
    public async Task A_fee_is_a_percentage_with_two_decimals_at_most(string fee, HttpStatusCode status, int basisPoints)
    {
        var (_, page, shop) = await TradingAsync();
        using var answer = await PostAsync($"{page}/shops/{shop.Slug}", ("fee", fee));
        Assert.Equal((status, basisPoints), (answer.StatusCode, (await front.Get<Shops>().FindAsync(shop.Slug, Ct))!.FeeBasisPoints));
    }

    [Fact]
    public async Task A_fee_is_set_only_for_a_shop_of_that_merchant()
    {
        var (_, page, _) = await TradingAsync();
        using var answer = await PostAsync($"{page}/shops/{HttpFront.OtherShop}", ("fee", "10"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_the_operator_limits_the_merchant_sees_with_what_is_used()
    {
        var (merchant, page, shop) = await TradingAsync();
        await SellAsync(shop, 1980);
        using var saved = await PostAsync($"{page}/limits", ("shops_max", "1"), ("products_max", "1234"), ("keys_max", ""));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        using var console = await front.SendAsync(HttpMethod.Get, $"/console/{shop.Slug}/settings/limits", await front.SeatAsync(merchant, Role.Owner));
        var text = await console.Content.ReadAsStringAsync(Ct);
        Assert.Contains("1,234", text, StringComparison.Ordinal);
        Assert.Contains("已满", text, StringComparison.Ordinal);
        Assert.Contains("不限", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_brings_keys_in_reads_how_many_more_there_may_be()
    {
        var (merchant, page, shop) = await TradingAsync();
        using var saved = await PostAsync($"{page}/limits", ("shops_max", ""), ("products_max", ""), ("keys_max", "4321"));
        using var import = await front.SendAsync(HttpMethod.Get, $"/console/{shop.Slug}/keys/import", await front.SeatAsync(merchant, Role.Owner));
        Assert.Contains("还能导入 4,321 条", await import.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_beyond_the_limit_is_refused_with_the_reason()
    {
        var (_, page, _) = await TradingAsync();
        using var saved = await PostAsync($"{page}/limits", ("shops_max", "1"), ("products_max", ""), ("keys_max", ""));
        using var refused = await PostAsync($"{page}/shops", ("slug", "one-too-many"), ("name", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("店铺数已达上限", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1000000001")]
    public async Task A_limit_is_a_whole_number_or_empty(string number)
    {
        var (_, page, _) = await TradingAsync();
        using var refused = await PostAsync($"{page}/limits", ("shops_max", ""), ("products_max", number), ("keys_max", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"products_max-error\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "本店每单最多 ¥50")]
    [InlineData("en", "One order in this shop comes to ¥50 at most")]
    public async Task An_order_beyond_the_shops_largest_is_refused_in_the_buyers_language(string language, string sentence)
    {
        var (_, page, shop) = await TradingAsync();
        await SellAsync(shop, 2000, GoodsKind.Manual);
        using var saved = await PostAsync($"{page}/shops/{shop.Slug}", ("fee", "1"), ("order_max", "50"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/s/{shop.Slug}/checkout")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["variant"] = "GAME", ["quantity"] = "3", ["email"] = "buyer@example.com", ["channel"] = Guid.Empty.ToString() }),
        };
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await front.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
