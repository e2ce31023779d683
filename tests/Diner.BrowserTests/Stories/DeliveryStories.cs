using Diner.BrowserTests.Stage;
using Diner.Delivery.Problems;
using Diner.Ordering.Lookup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>The page a buyer gets keys from.</summary>
public sealed class DeliveryStories(House house)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_does_not_work_is_recorded_on_the_order()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.BuyAsync("starsea", quantity: 2);
        await visitor.Page.ClickAsync("#trouble summary");
        await visitor.Page.SelectOptionAsync("#key", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await visitor.Page.FillAsync("#note", "提示“卡密不存在”");
        await visitor.Page.ClickAsync("#trouble form button");
        await Expect(visitor.Page.Locator("#trouble .next")).ToContainTextAsync("第 2 张已于");
        await Expect(visitor.Page.Locator("[data-key]").Nth(1)).ToContainTextAsync("已报告");
        var order = await house.Get<OrderQueries>().FindByNoAsync(await visitor.OrderNoAsync(), Ct);
        Assert.Single(await house.Get<ProblemReports>().OfOrderAsync(order!.Id, Ct));
    }

    [Fact]
    public async Task Covered_keys_are_not_in_the_page_until_they_are_uncovered()
    {
        await using var visitor = await house.VisitorAsync();
        var path = await visitor.OrderAsync(Goods.LinkProduct, shop: Goods.CoveredShop);
        await visitor.PayAsync();
        await visitor.Page.Locator(".cover-box button").WaitForAsync();
        var code = Goods.LinkStart.Split('=')[0];
        Assert.DoesNotContain(code, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        var file = await visitor.Page.APIRequest.GetAsync($"{path}/keys.txt");
        Assert.DoesNotContain(code, await file.TextAsync(), StringComparison.Ordinal);

        await visitor.Page.ClickAsync(".cover-box button");
        await Expect(visitor.Page.Locator("[data-key] .key.link")).ToContainTextAsync(Goods.LinkStart);
        await visitor.Page.ClickAsync("[data-key] details summary");
        await Expect(visitor.Page.Locator("[data-key] img.qr")).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.querySelector('[data-key] img.qr').naturalWidth > 0"));
        visitor.AssertClean();
    }

    [Fact]
    public async Task The_page_asks_nobody_else_and_advertises_nothing()
    {
        await using var visitor = await house.VisitorAsync();
        var path = await visitor.BuyAsync("starsea");
        var answer = await visitor.GoAsync(path);
        Assert.Equal("no-store", answer.Headers["cache-control"]);
        Assert.Equal("no-referrer", answer.Headers["referrer-policy"]);
        Assert.Contains("noindex", answer.Headers["x-robots-tag"], StringComparison.Ordinal);
        Assert.DoesNotContain("http", answer.Headers["content-security-policy"].Replace("img-src 'self' https:", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await Expect(visitor.Page.Locator("iframe, object, embed, video, ins, main img")).ToHaveCountAsync(0);
        var elsewhere = await visitor.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.href).filter(h => !h.startsWith(location.origin))");
        Assert.Equal("https://example.com/diner/tutorial", Assert.Single(elsewhere));
        visitor.AssertClean();
    }

    [Fact]
    public async Task Another_order_s_page_stays_covered()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.OrderAsync(Goods.LinkProduct, shop: Goods.CoveredShop);
        await visitor.PayAsync();
        await visitor.Page.ClickAsync(".cover-box button");
        await visitor.Page.Locator("[data-key]").First.WaitForAsync();
        await visitor.OrderAsync(Goods.LinkProduct, shop: Goods.CoveredShop);
        await visitor.PayAsync();
        await Expect(visitor.Page.Locator(".cover-box button")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_theme_goes_round_and_is_remembered()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync("/s/demo");
        var day = await PaperAsync(visitor);
        await visitor.Page.ClickAsync("button.theme");
        Assert.Equal(day, await PaperAsync(visitor));
        await visitor.Page.ClickAsync("button.theme");
        var night = await PaperAsync(visitor);
        Assert.NotEqual(day, night);
        await visitor.GoAsync("/orders");
        Assert.Equal(night, await PaperAsync(visitor));
        Assert.Contains("夜晚", await visitor.Page.Locator("button.theme").GetAttributeAsync("aria-label") ?? "", StringComparison.Ordinal);
        await visitor.Page.ClickAsync("button.theme");
        Assert.Equal(day, await PaperAsync(visitor));
    }

    private static Task<string> PaperAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
