using Diner.Accounts.Permissions;
using Diner.BrowserTests.Quality;
using Diner.BrowserTests.Stage;
using Diner.Kernel;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>Goods behind the counter, without a mouse.</summary>
public sealed class GoodsStories(House house)
{
    private const int TabsMax = 150;

    // A PNG of one pixel.
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_product_with_a_cover_and_two_variants_is_made_by_keys_alone()
    {
        await using var clerk = await house.ClerkAsync(new Look { Width = 1280, Height = 860 }, MerchantId.House, Role.Owner);
        var page = clerk.Page;
        await clerk.GoAsync("/console/demo/goods");
        await PressAsync(page, "a[href$='/goods/new']");
        await Expect(page.Locator("h1")).ToHaveTextAsync("新建商品");

        await TypeAsync(page, "#name", "键盘做的商品");
        await TypeAsync(page, "#slug", "by-keys");
        await TypeAsync(page, "#description", "**加粗**");
        await Expect(page.Locator(".preview strong")).ToHaveTextAsync("加粗");
        await PressAsync(page, "form.form-grid button.primary");
        await Expect(page.Locator("h1")).ToHaveTextAsync("键盘做的商品");

        await TabToAsync(page, "#cover");
        var chooser = await OpenChooserAsync(page);
        await chooser.SetFilesAsync(new FilePayload { Name = "cover.png", MimeType = "image/png", Buffer = Picture });
        await PressAsync(page, ".picture-form button");
        await Expect(page.Locator("img.cover.large")).ToBeVisibleAsync();

        await AddVariantAsync(page, "KEYS-1", "一份", "9.90");
        await AddVariantAsync(page, "KEYS-2", "两份", "18");
        await Expect(page.Locator("form.variant")).ToHaveCountAsync(2);
        await TabToAsync(page, "#state");
        await page.Keyboard.PressAsync("ArrowDown");
        await PressAsync(page, "form[action$='/sale'] button");
        await Expect(page.GetByText("上架设置已保存。")).ToBeVisibleAsync();
        await clerk.GoAsync("/s/demo/p/by-keys");
        await Expect(page.Locator("h1")).ToHaveTextAsync("键盘做的商品");
        clerk.AssertClean();
    }

    [Fact]
    public async Task Categories_move_by_keys_and_say_where_they_went()
    {
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        var page = clerk.Page;
        await clerk.GoLiveAsync("/console/corner/categories");
        await TypeAsync(page, "#new-name", "第二");
        await TypeAsync(page, "#new-slug", "second");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[role=status]")).ToHaveTextAsync("已添加 第二。");
        await PressAsync(page, ".tree li:has-text('second') button[id^=In]");
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("第二 现在在“礼品”下");
        await PressAsync(page, ".tree li:has-text('second') button[id^=Out]");
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("第二 现在在“最上层”下，第 2 个，共 2 个");
        await PressAsync(page, ".tree li:has-text('second') button[aria-expanded]");
        await PressAsync(page, ".farewell button.primary");
        await Expect(page.Locator("[role=status]")).ToHaveTextAsync("第二 已删除。");
        clerk.AssertClean();
    }

    [Fact]
    public async Task Pages_of_one_thing_are_for_everybody()
    {
        var check = new PageCheck();
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        var product = await AddressAsync(clerk, "/console/demo/goods", ".list tbody a");
        foreach (var (name, address) in new[] { ("product", product), ("bulk", $"/console/demo/goods/bulk?id={product[^36..]}&percent=-10"), ("bulk-all", "/console/demo/goods/bulk?all=yes&percent=-10&state=OffSale") })
        {
            await clerk.GoAsync(address);
            await check.SeeAsync(clerk, name);
        }

        await clerk.GoLiveAsync("/console/demo/categories");
        await clerk.Page.ClickAsync(".tree li:last-child button[aria-expanded]");
        await Expect(clerk.Page.Locator(".farewell")).ToBeVisibleAsync();
        await check.SeeAsync(clerk, "category-farewell");
        await clerk.GoAsync("/console/demo/coupons/new");
        await clerk.Page.FillAsync("#name", "List");
        await clerk.Page.SelectOptionAsync("#is_list", "list");
        await clerk.Page.FillAsync("#value", "10");
        await clerk.SendAsync(clerk.Page.Locator("form button.primary"), url => url.Contains("done=saved", StringComparison.Ordinal));
        await check.SeeAsync(clerk, "coupon");
        await clerk.Page.Locator("main a[href$='/codes']").ClickAsync();
        await clerk.SendAsync(clerk.Page.Locator("form button.primary"), url => url.Contains("done=made", StringComparison.Ordinal));
        await check.SeeAsync(clerk, "coupon-codes");
        check.AssertNothingFound();
        clerk.AssertClean();
    }

    private static async Task<string> AddressAsync(Visitor clerk, string list, string link)
    {
        await clerk.GoAsync(list);
        return (await clerk.Page.Locator(link).First.GetAttributeAsync("href"))!;
    }

    // Chromium opens a chooser only within five seconds of the key; on a machine that is busy with other tests it can come to it later.
    private static async Task<IFileChooser> OpenChooserAsync(IPage page)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Enter"), new() { Timeout = 10_000 });
            }
            catch (TimeoutException) when (tries < 3)
            {
                await TabToAsync(page, "#cover");
            }
        }
    }

    private static async Task AddVariantAsync(IPage page, string code, string name, string price)
    {
        await PressAsync(page, "section:has(#variants-title) > div.row > button");
        await TypeAsync(page, "[id^='code-new']", code);
        await TypeAsync(page, "[id^='name-new']", name);
        await TypeAsync(page, "[id^='price_minor-new']", price);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("section:has(#variants-title) > [role=status]")).ToHaveTextAsync($"规格 {code} 已保存。");
    }

    private static async Task TypeAsync(IPage page, string selector, string text)
    {
        await TabToAsync(page, selector);
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task PressAsync(IPage page, string selector)
    {
        await TabToAsync(page, selector);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        var target = page.Locator(selector).First;
        await target.WaitForAsync();
        for (var i = 0; i < TabsMax; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} is not reached by Tab");
    }
}
