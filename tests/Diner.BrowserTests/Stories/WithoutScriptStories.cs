using Diner.BrowserTests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>Everything a buyer needs works in a browser that runs no scripts.</summary>
public sealed class WithoutScriptStories(House house)
{
    private static readonly Look Plain = new() { Scripts = false };

    [Fact]
    public async Task A_buyer_pays_and_holds_the_key()
    {
        await using var visitor = await house.VisitorAsync(Plain);
        await visitor.OrderAsync("starsea");
        await visitor.PayAsync();
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1);
        Assert.Equal((await visitor.KeysAsync())[0], (await visitor.TextAsync("[data-key] .key")).Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains((await visitor.KeysAsync())[0], await visitor.DownloadAsync("txt"), StringComparison.Ordinal);
        await Expect(visitor.Page.Locator("[data-copy]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_waiting_page_looks_again_by_itself()
    {
        await using var visitor = await house.VisitorAsync(Plain);
        var path = await visitor.OrderAsync("starsea");
        await using var payer = await house.VisitorAsync();
        await payer.GoAsync(visitor.Page.Url);
        await visitor.GoAsync(path);
        await Expect(visitor.Page.Locator(".chip").First).ToHaveTextAsync("待付款");
        await payer.PayAsync();
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task A_key_that_fails_is_reported()
    {
        await using var visitor = await house.VisitorAsync(Plain);
        await visitor.BuyAsync("starsea");
        await visitor.Page.ClickAsync("#trouble summary");
        await visitor.Page.FillAsync("#note", "兑换页说已被使用");
        await visitor.Page.ClickAsync("#trouble form button");
        await Expect(visitor.Page.Locator("#trouble .next")).ToContainTextAsync("第 1 张已于");
    }

    [Fact]
    public async Task Another_language_is_one_link_away()
    {
        await using var visitor = await house.VisitorAsync(Plain);
        await visitor.GoAsync("/s/demo");
        await visitor.Page.ClickAsync("footer a[hreflang=en]");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await visitor.GoAsync("/s/demo/p/starsea");
        await Expect(visitor.Page.Locator("form.buy button.primary")).ToHaveTextAsync("Continue");
    }
}
