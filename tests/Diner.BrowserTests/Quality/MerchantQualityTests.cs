using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Quality;

/// <summary>A merchant's console on a busy evening: what waits, an order's whole life, goods in all their parts, keys with their profit.</summary>
public sealed class MerchantQualityTests(Stage.House house)
{
    [Fact]
    public async Task What_happened_and_what_waits_is_for_everybody()
    {
        var (check, shop) = (new PageCheck(), await BusyShop.OpenAsync(house));
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        await clerk.GoLiveAsync(shop.Console);
        await Expect(clerk.Page.Locator(".urgent")).ToContainTextAsync("对不上的付款 × 2");
        await Expect(clerk.Page.Locator(".urgent")).ToContainTextAsync("100 元");
        await check.SeeAsync(clerk, "busy-tonight");
        await SeeAsync("busy-unmatched", "/payments");
        await clerk.Page.Locator(".act summary").First.ClickAsync();
        await check.SeeAsync(clerk, "busy-unmatched-act");
        await SeeAsync("busy-orders", "/orders");
        await SeeAsync("busy-orders-filter", "/orders?coupon=LAMP10&state=delivered");
        await Expect(clerk.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await SeeAsync("busy-order", $"/orders/{shop.Delivered.OrderNo}");
        await SeeAsync("busy-order-cancelled", $"/orders/{shop.Cancelled.OrderNo}");
        await clerk.GoAsync($"/o/{house.Get<PageTokens>().For(shop.Cancelled.Id)}");
        await Expect(clerk.Page.Locator(".state")).ToContainTextAsync("店家取消了这笔未付款的订单");
        await check.SeeAsync(clerk, "busy-buyer-cancelled");
        await SeeAsync("busy-keys", "/keys");
        await SeeAsync("busy-batches", "/keys/batches");
        await clerk.Page.Locator("td a[href*='/batches/']").First.ClickAsync();
        await check.SeeAsync(clerk, "busy-batch");
        await SeeAsync("busy-expiring", "/keys/expiring");
        await SeeAsync("busy-coupons", "/coupons");
        check.AssertNothingFound();
        clerk.AssertClean();

        async Task SeeAsync(string name, string place)
        {
            await clerk.GoAsync(shop.Console + place);
            await check.SeeAsync(clerk, name);
        }
    }

    [Fact]
    public async Task Money_that_goes_back_and_the_books_are_for_everybody()
    {
        var (check, shop) = (new PageCheck(), await BusyShop.OpenAsync(house));
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        await clerk.GoAsync($"{shop.Console}/orders/{shop.Delivered.OrderNo}");
        await clerk.Page.Locator("#money .act summary").First.ClickAsync();
        await clerk.Page.Locator("#money > details summary").ClickAsync();
        await check.SeeAsync(clerk, "busy-order-money");
        await clerk.SendAsync(clerk.Page.Locator("#money form button.primary").First, url => url.Contains("/refund?", StringComparison.Ordinal));
        await check.SeeAsync(clerk, "busy-refund");
        await clerk.Page.FillAsync("#reason", "卡密有问题");
        await clerk.SendAsync(clerk.Page.Locator("main form button.primary"), url => url.Contains("done=refunded", StringComparison.Ordinal));
        await Expect(clerk.Page.Locator("h1 + .chip")).ToHaveTextAsync("已退款");
        await check.SeeAsync(clerk, "busy-order-refunded");
        foreach (var (name, place) in ((string, string)[])[("busy-refunds", "/refunds"), ("busy-books", "/books")])
        {
            await clerk.GoAsync(shop.Console + place);
            await check.SeeAsync(clerk, name);
        }

        await clerk.GoAsync($"{shop.Console}/settings/channels");
        await clerk.Page.Locator("a[href$='/terms']").First.ClickAsync();
        await check.SeeAsync(clerk, "busy-terms");
        check.AssertNothingFound();
        clerk.AssertClean();
    }

    [Fact]
    public async Task What_differs_from_a_bill_and_how_the_trade_goes_is_for_everybody()
    {
        var (check, shop) = (new PageCheck(), await BusyShop.OpenAsync(house));
        await shop.CompareBillAsync($"stray-1,19.90,D000000-00000000,payment\n2026112600001,88.00,{shop.Delivered.OrderNo},payment\ntheirs-1,5.00,{shop.Delivered.OrderNo},refund\n");
        await shop.BringPastAsync(days: 60);
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        await clerk.GoAsync($"{shop.Console}/bills");
        await clerk.Page.Locator("li.card .act summary").First.ClickAsync();
        await check.SeeAsync(clerk, "busy-bills");
        await clerk.SendAsync(clerk.Page.Locator("li.card", new() { HasTextString = "2026112600001" }).Locator("form[action$='/mend'] button"), url => url.Contains("done=Booked", StringComparison.Ordinal));
        await Expect(clerk.Page.Locator(".note.ok")).ToHaveTextAsync("已按账单更正。");
        await clerk.GoAsync($"{shop.Console}/insights");
        await Expect(clerk.Page.Locator(".heat td.warm-6").First).ToBeVisibleAsync();
        await check.SeeAsync(clerk, "busy-insights");
        check.AssertNothingFound();
        clerk.AssertClean();
    }

    [Fact]
    public async Task Goods_in_all_their_parts_are_for_everybody()
    {
        var (check, shop) = (new PageCheck(), await BusyShop.OpenAsync(house));
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        var page = clerk.Page;
        await clerk.GoLiveAsync($"{shop.Console}/goods/{shop.Product.Value:D}");
        await Expect(page.Locator("form.variant")).ToHaveCountAsync(3);
        await Expect(page.Locator(".preview table")).ToBeVisibleAsync();
        await page.SelectOptionAsync("#state", "Scheduled");
        await check.SeeAsync(clerk, "busy-product");
        await clerk.SendAsync(page.Locator("form[action$='/copy'] button"), url => url.Contains("done=copied", StringComparison.Ordinal));
        await check.SeeAsync(clerk, "busy-product-copy");
        await clerk.GoLiveAsync($"{shop.Console}/categories");
        await check.SeeAsync(clerk, "busy-categories");
        await clerk.GoAsync($"{shop.Console}/keys/import");
        await page.FillAsync("textarea", "卡号,密码\nA-0001,1111\nA-0002,2222\nA-0001,1111\n,\n");
        await clerk.SendAsync(page.Locator("form[action$='/paste'] button"), url => !url.EndsWith("/import", StringComparison.Ordinal));
        await check.SeeAsync(clerk, "busy-key-preview");
        await clerk.GoAsync($"{shop.Console}/goods");
        await page.Locator("input[name=id]").First.CheckAsync();
        await clerk.SendAsync(page.Locator("form[action$='/bulk'] button"), url => url.Contains("/bulk", StringComparison.Ordinal));
        await page.FillAsync("#percent", "-10");
        await clerk.SendAsync(page.Locator("form.tools button"), url => url.Contains("percent=-10", StringComparison.Ordinal));
        await check.SeeAsync(clerk, "busy-bulk");
        check.AssertNothingFound();
        clerk.AssertClean();
    }
}
