using System.Text;
using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Kernel;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>A merchant's evening: money that belongs to no order, goods moved about with the mouse, many at once.</summary>
public sealed class MerchantStories(House house)
{
    [Fact]
    public async Task Money_without_an_order_is_found_from_the_first_page_and_dealt_with()
    {
        var shop = await BusyShop.OpenAsync(house);
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Finance);
        var page = clerk.Page;
        await clerk.GoLiveAsync(shop.Console);
        await clerk.SendAsync(page.Locator(".urgent a[href$='/payments']"), url => url.EndsWith("/payments", StringComparison.Ordinal));
        await Expect(page.Locator("li.card")).ToHaveCountAsync(2);
        await page.Locator("li.card", new() { HasTextString = "2026112600002" }).Locator(".act summary", new() { HasTextString = "标记为已处理" }).ClickAsync();
        await page.FillAsync(".act[open] input", "已原路退款");
        await clerk.SendAsync(page.Locator(".act[open] button"), url => url.Contains("done=1", StringComparison.Ordinal));
        await Expect(page.Locator("li.card")).ToHaveCountAsync(1);
        await Expect(page.Locator(".note.ok")).ToBeVisibleAsync();
        await clerk.GoLiveAsync(shop.Console);
        await Expect(page.Locator(".urgent")).ToContainTextAsync("对不上的付款 × 1");
        await clerk.GoAsync($"{shop.Console}/orders/{shop.Delivered.OrderNo}");
        await Expect(page.Locator(".timeline")).ToContainTextAsync("无法匹配，已人工处理");
        clerk.AssertClean();
    }

    [Fact]
    public async Task Categories_are_dragged_by_their_grips()
    {
        var shop = await BusyShop.OpenAsync(house);
        await using var clerk = await house.ClerkAsync(Look.Desk, MerchantId.House, Role.Owner);
        var page = clerk.Page;
        await clerk.GoLiveAsync($"{shop.Console}/categories");
        await DragAsync(page, "members", "games", ".name");
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("会员月卡 现在在“游戏点卡”下，第 2 个，共 2 个");
        await DragAsync(page, "members", "games", ".edge");
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("会员月卡 现在在“最上层”下，第 1 个，共 2 个");
        await Expect(page.Locator(".tree .no")).ToHaveTextAsync(["members", "games", "gifts"]);
        await Expect(page.Locator(".over")).ToHaveCountAsync(0);
        clerk.AssertClean();
    }

    [Fact]
    public async Task What_is_ticked_is_changed_by_a_job_and_comes_out_as_a_file()
    {
        var shop = await BusyShop.OpenAsync(house);
        await using var clerk = await house.ClerkAsync(Look.Desk, MerchantId.House, Role.StockKeeper);
        var page = clerk.Page;
        await clerk.GoAsync($"{shop.Console}/goods");
        await page.CheckAsync("input[name=id]");
        await clerk.SendAsync(page.Locator("form[action$='/bulk'] button"), url => url.Contains("/bulk", StringComparison.Ordinal));
        await page.FillAsync("#percent", "-10");
        await clerk.SendAsync(page.Locator("form.tools button"), url => url.Contains("percent=-10", StringComparison.Ordinal));
        await clerk.SendAsync(page.Locator("form[method=post][action$='/bulk'] button.primary"), url => url.Contains("/work/", StringComparison.Ordinal));
        await Expect(page.Locator("[data-state=Done]")).ToBeVisibleAsync();

        await clerk.GoAsync($"{shop.Console}/goods");
        await clerk.SendAsync(page.Locator("button[value=csv]"), url => url.Contains("/work/", StringComparison.Ordinal));
        await page.Locator("a[download]").WaitForAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[download]"));
        Assert.Equal($"{shop.Shop.Slug}-goods.csv", file.SuggestedFilename);
        Assert.Contains("88.20", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        clerk.AssertClean();
    }

    [Theory]
    [InlineData("zh-CN", "不认识“colour”这一列")]
    [InlineData("en", "“colour” is none of our columns")]
    public async Task A_sheet_that_is_none_is_refused_in_the_readers_language(string language, string expected)
    {
        await using var clerk = await house.ClerkAsync(new Look { Language = language }, MerchantId.House, Role.StockKeeper);
        await clerk.GoLiveAsync("/console/demo/goods/import");
        await clerk.Page.SetInputFilesAsync("#sheet", new FilePayload { Name = "goods.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("colour\nred\n") });
        await Expect(clerk.Page.Locator(".note.bad")).ToContainTextAsync(expected);
        clerk.AssertClean();
    }

    private static Task DragAsync(IPage page, string category, string to, string part) =>
        page.Locator(".tree li", new() { HasTextString = category }).Locator(".grip").DragToAsync(page.Locator(".tree li", new() { HasTextString = to }).Locator(part));
}
