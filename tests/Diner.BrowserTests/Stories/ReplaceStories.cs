using Diner.Accounts.Permissions;
using Diner.BrowserTests.Quality;
using Diner.BrowserTests.Stage;
using Diner.Kernel;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>A key that does not work, from the buyer's phone to the desk and back.</summary>
public sealed class ReplaceStories(House house)
{
    [Fact]
    public async Task A_bad_key_reported_on_a_phone_is_replaced_and_the_open_page_shows_the_new_one()
    {
        await using var buyer = await house.VisitorAsync();
        var (number, bad) = await ReportAsync(buyer);

        await using var support = await house.ClerkAsync(Look.Desk, MerchantId.House, Role.Support);
        await support.GoAsync("/console/demo/problems");
        await support.SendAsync(support.Page.Locator("a.no", new PageLocatorOptions { HasTextString = number }), url => url.Contains("/orders/", StringComparison.Ordinal));
        Assert.DoesNotContain(bad, await support.Page.ContentAsync(), StringComparison.Ordinal);
        await support.Page.ClickAsync(".sheet-key .act:has([name=key]) summary");
        await support.Page.FillAsync("[name=reason]", "供货方作废了这张");
        await support.SendAsync(support.Page.Locator(".act[open] button.primary"), url => url.Contains("done=replaced", StringComparison.Ordinal));
        await Expect(support.Page.Locator(".note.ok")).ToBeVisibleAsync();

        await Expect(buyer.Page.Locator(".old-key s")).ToHaveTextAsync(bad);
        await Expect(buyer.Page.Locator(".old-key")).ToContainTextAsync("供货方作废了这张");
        var given = Assert.Single(await buyer.KeysAsync());
        Assert.NotEqual(bad, given);
        Assert.DoesNotContain(given, await support.Page.ContentAsync(), StringComparison.Ordinal);
        buyer.AssertClean();
        support.AssertClean();
    }

    [Fact]
    public async Task The_desk_s_pages_are_for_everybody()
    {
        var check = new PageCheck();
        await using var buyer = await house.VisitorAsync();
        var (number, _) = await ReportAsync(buyer);
        await using var owner = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        await owner.GoAsync("/console/demo/orders");
        await check.SeeAsync(owner, "desk-orders");
        await owner.GoAsync("/console/demo/orders?no=nothing&min=1");
        await check.SeeAsync(owner, "desk-orders-none");
        await owner.GoAsync("/console/demo");
        await check.SeeAsync(owner, "tonight-waiting");
        await owner.GoAsync("/console/demo/problems");
        await check.SeeAsync(owner, "desk-problems");
        await owner.GoAsync($"/console/demo/orders/{number}");
        await check.SeeAsync(owner, "desk-order");
        await owner.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        await check.SeeAsync(owner, "desk-order-open");
        await owner.Page.FillAsync("[name=reason]", "used before");
        await owner.SendAsync(owner.Page.Locator(".act:has([name=key]) button.primary"), url => url.Contains("done=replaced", StringComparison.Ordinal));
        await check.SeeAsync(owner, "desk-order-replaced");
        await Expect(buyer.Page.Locator(".old-key s")).ToBeVisibleAsync();
        await check.SeeAsync(buyer, "delivery-replaced");
        check.AssertNothingFound();
    }

    private static async Task<(string Number, string Bad)> ReportAsync(Visitor buyer)
    {
        await buyer.BuyAsync("starsea");
        var bad = Assert.Single(await buyer.KeysAsync());
        await buyer.ReportAsync("提示已被使用");
        return (await buyer.OrderNoAsync(), bad);
    }
}
