using Diner.BrowserTests.Stage;
using Xunit;

namespace Diner.BrowserTests.Quality;

/// <summary>Every page of the shop, narrow and wide, by day and by night: no violation of axe-core, no scrolling sideways.</summary>
public sealed class PageQualityTests(House house)
{
    [Fact]
    public async Task The_shop_s_pages_are_for_everybody()
    {
        var check = new PageCheck();
        await using (var visitor = await house.VisitorAsync())
        {
            foreach (var (name, address) in Shop)
            {
                await visitor.GoAsync(address);
                await check.SeeAsync(visitor, name);
            }
        }

        check.AssertNothingFound();
    }

    [Fact]
    public async Task The_pages_from_checkout_to_keys_are_for_everybody()
    {
        var check = new PageCheck();
        await using (var visitor = await house.VisitorAsync())
        {
            await visitor.ChooseAsync("starsea", quantity: 2);
            await check.SeeAsync(visitor, "checkout");
            await visitor.Page.FillAsync("#email", "name@nowhere");
            await visitor.Page.ClickAsync("form.checkout button.primary");
            await visitor.Page.Locator(".error").First.WaitForAsync();
            await check.SeeAsync(visitor, "checkout-error");
            var path = await visitor.CheckOutAsync();
            await check.SeeAsync(visitor, "pay");
            await visitor.GoAsync(path);
            await check.SeeAsync(visitor, "delivery-pending");
            await visitor.Page.ClickAsync(".state a.btn.primary");
            await visitor.SendAsync(visitor.Page.Locator(".pay a.btn.primary"), url => url.Contains("/sandbox/", StringComparison.Ordinal));
            await check.SeeAsync(visitor, "cashier");
            await visitor.SendAsync(visitor.Page.Locator("button[value=pay]"), url => url.Contains("/o/", StringComparison.Ordinal));
            await visitor.Page.Locator("[data-key]").First.WaitForAsync();
            await check.SeeAsync(visitor, "delivery");
            await visitor.Page.ClickAsync("#trouble summary");
            await check.SeeAsync(visitor, "delivery-trouble");
            await visitor.Page.ClickAsync("#trouble form button");
            await visitor.Page.Locator("#trouble .next").WaitForAsync();
            await check.SeeAsync(visitor, "delivery-reported");
            await visitor.GoAsync("/orders");
            await check.SeeAsync(visitor, "orders");
        }

        check.AssertNothingFound();
    }

    [Fact]
    public async Task The_pages_of_orders_that_wait_are_for_everybody()
    {
        var check = new PageCheck();
        await using (var visitor = await house.VisitorAsync())
        {
            await visitor.GoAsync(await house.AwaitingOrderAsync(Goods.NextScarce()));
            await check.SeeAsync(visitor, "delivery-awaiting");
            await visitor.OrderAsync(Goods.LinkProduct, shop: Goods.CoveredShop);
            await visitor.PayAsync();
            await visitor.Page.Locator(".cover-box button").WaitForAsync();
            await check.SeeAsync(visitor, "delivery-covered");
            await visitor.Page.ClickAsync(".cover-box button");
            await visitor.Page.ClickAsync("[data-key] details summary");
            await check.SeeAsync(visitor, "delivery-link");
        }

        check.AssertNothingFound();
    }

    private static IEnumerable<(string Name, string Address)> Shop =>
    [
        ("shops", "/"), ("home", "/s/demo"), ("category", "/s/demo?c=games"), ("search", "/s/demo?q=会员"), ("search-empty", "/s/demo?q=nothing"),
        ("product", "/s/demo/p/starsea"), ("product-soldout", "/s/demo/p/shiguang"), ("find", "/s/demo/find"), ("orders-none", "/orders"),
        ("error", "/s/demo/p/nothing"), ("setup-closed", "/setup/nothing"),
    ];
}
