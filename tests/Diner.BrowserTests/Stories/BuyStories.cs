using Diner.BrowserTests.Stage;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>A buyer pays and has the key.</summary>
public sealed class BuyStories(House house)
{
    [Fact]
    public async Task A_buyer_finds_pays_and_holds_two_keys_on_a_phone()
    {
        await using var visitor = await house.VisitorAsync();
        var page = visitor.Page;
        await visitor.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "演示店" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "星海争霸点卡" }).ClickAsync();
        await page.GetByRole(AriaRole.Spinbutton, new() { Name = "数量" }).FillAsync("2");
        await Expect(page.Locator("output")).ToContainTextAsync("196");
        await page.GetByRole(AriaRole.Button, new() { Name = "去下单" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "邮箱" }).FillAsync(Shopping.NewEmail());
        await page.GetByRole(AriaRole.Button, new() { Name = "去支付" }).ClickAsync();
        await Expect(page.Locator("time[data-until]")).ToContainTextAsync("14:");
        await visitor.PayAsync();

        await Expect(page.Locator("[data-key]")).ToHaveCountAsync(2);
        Assert.All(await visitor.KeysAsync(), key => Assert.Matches("^GA[A-Z2-9]{2}(-[A-Z2-9]{4}){3}$", key));
        visitor.AssertClean();
    }

    [Fact]
    public async Task The_keys_appear_on_a_page_that_is_already_open()
    {
        await using var visitor = await house.VisitorAsync();
        var path = await visitor.OrderAsync("nightfilm");
        var payPage = visitor.Page.Url;
        await visitor.GoAsync(path);
        await Expect(visitor.Page.Locator(".chip").First).ToHaveTextAsync("待付款");
        await using var payer = await house.VisitorAsync(Look.Desk);
        await payer.GoAsync(payPage);
        await payer.PayAsync();
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("[data-announce]")).ToHaveTextAsync("已发卡");
        visitor.AssertClean();
    }

    [Fact]
    public async Task The_pay_page_goes_on_by_itself_when_the_money_is_there()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.OrderAsync("nightfilm");
        await using var payer = await house.VisitorAsync();
        await payer.GoAsync(visitor.Page.Url);
        await payer.PayAsync();
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Copying_gives_exactly_the_key_and_all_of_them_line_by_line()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.BuyAsync("tinglan", quantity: 3);
        var keys = await visitor.KeysAsync();
        await visitor.Page.Locator("[data-key] [data-copy]").Nth(1).ClickAsync();
        await Expect(visitor.Page.Locator("[data-key] [data-copy]").Nth(1)).ToHaveTextAsync("已复制");
        await ExpectClipboardAsync(visitor, keys[1]);
        await visitor.Page.Locator("[data-copy-all]").ClickAsync();
        await ExpectClipboardAsync(visitor, string.Join('\n', keys));
    }

    [Fact]
    public async Task What_is_selected_by_hand_is_exactly_the_key()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.BuyAsync("starsea");
        var selected = await visitor.Page.EvaluateAsync<string>("() => { getSelection().selectAllChildren(document.querySelector('[data-key] .key')); return getSelection().toString() }");
        Assert.Equal((await visitor.KeysAsync())[0], selected);
    }

    [Fact]
    public async Task Both_files_hold_every_key()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.BuyAsync("starsea", quantity: 2);
        var keys = await visitor.KeysAsync();
        Assert.Equal(string.Concat(keys.Select(key => key + "\r\n")), await visitor.DownloadAsync("txt"));
        Assert.Equal($"key\r\n{string.Concat(keys.Select(key => key + "\r\n"))}", await visitor.DownloadAsync("csv"));
    }

    [Fact]
    public async Task What_is_free_is_there_without_paying()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.OrderAsync("gift-card");
        await Expect(visitor.Page.Locator("[data-key]")).ToContainTextAsync("夜深了，灯还亮着。");
        Assert.Contains("祝你今晚好梦", (await visitor.KeysAsync())[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_English_every_page_of_a_purchase_is_English()
    {
        await using var visitor = await house.VisitorAsync(new Look { Language = "en-US" });
        var page = visitor.Page;
        await visitor.GoAsync("/s/demo/p/starsea");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "E-mail" }).FillAsync(Shopping.NewEmail());
        await page.GetByRole(AriaRole.Button, new() { Name = "Place the order" }).ClickAsync();
        await Expect(page.Locator(".pay .chip")).ToHaveTextAsync("To be paid");
        await page.Locator(".pay a.btn.primary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-copy]")).ToHaveTextAsync("Copy");
        visitor.AssertClean();
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var visitor = await house.VisitorAsync(Look.Desk);
        await visitor.GoAsync("/s/demo/p/tinglan");
        await Keys.TabToAsync(visitor.Page, "#quantity");
        await visitor.Page.Keyboard.PressAsync("ArrowUp");
        await Keys.TabToAsync(visitor.Page, "form.buy button.primary");
        await Keys.EnterAsync(visitor, "/checkout?");
        await Keys.TabToAsync(visitor.Page, "#email");
        await visitor.Page.Keyboard.TypeAsync(Shopping.NewEmail());
        await Keys.EnterAsync(visitor, "/pay");
        await Keys.TabToAsync(visitor.Page, ".pay a.btn.primary");
        await Keys.EnterAsync(visitor, "/sandbox/");
        await Keys.TabToAsync(visitor.Page, "button[value=pay]");
        await Keys.EnterAsync(visitor, "/o/");
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(2);
        await Keys.PressOnAsync(visitor.Page, "[data-copy]");
        await Expect(visitor.Page.Locator("[data-announce]")).ToHaveTextAsync("已复制");
        await ExpectClipboardAsync(visitor, (await visitor.KeysAsync())[0]);
    }

    // Writing to the clipboard takes its time, and on a busy machine more of it: look until it is there.
    private static Task ExpectClipboardAsync(Visitor visitor, string text) => visitor.Page.EvaluateAsync(
        """
        async text => {
          while ((await navigator.clipboard.readText()).replaceAll("\r\n", "\n") !== text)
            await new Promise(requestAnimationFrame)
        }
        """, text).WaitAsync(TimeSpan.FromMilliseconds(Visitor.TimeoutMs));
}
