using Diner.BrowserTests.Quality;
using Diner.BrowserTests.Stage;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>The first administrator, by the link that <c>diner serve</c> prints.</summary>
public sealed class SetupStories(House house)
{
    [Fact]
    public async Task The_link_makes_one_administrator_without_scripts_and_then_opens_nothing()
    {
        await using var visitor = await house.VisitorAsync(new Look { Scripts = false });
        var link = await house.SetupLinkAsync();
        await SeeAsync(link);
        await visitor.GoAsync(link);
        await FillAsync(visitor, "owner@example.com", "the lamp is always on", "the lamp is out");
        await Expect(visitor.Page.Locator(".field:has(#password_again) .error")).ToBeVisibleAsync();
        await FillAsync(visitor, "owner@example.com", "the lamp is always on", "the lamp is always on");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("管理员已设置好");
        Assert.Equal(404, (await visitor.GoAsync(link)).Status);
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("这个设置链接打不开");
    }

    private async Task SeeAsync(string link)
    {
        var check = new PageCheck();
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync(link);
        await check.SeeAsync(visitor, "setup");
        check.AssertNothingFound();
    }

    private static async Task FillAsync(Visitor visitor, string email, string password, string again)
    {
        await visitor.Page.FillAsync("#email", email);
        await visitor.Page.FillAsync("#password", password);
        await visitor.Page.FillAsync("#password_again", again);
        await visitor.Page.ClickAsync("main form button");
    }
}
