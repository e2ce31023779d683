using Diner.BrowserTests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>From the set-up link to a sign-in without a password, in a house of its own: it must have no administrator yet.</summary>
public sealed class AccountStories(House shared)
{
    private const string Email = "first@example.com";
    private const string Password = "seven lanterns in the rain";

    [Fact]
    public async Task An_administrator_is_set_up_enrols_makes_a_passkey_and_comes_back_with_it()
    {
        await (await shared.VisitorAsync()).DisposeAsync(); // Skips where there is no Chromium.
        await using var house = new House();
        await house.InitializeAsync();
        await using var visitor = await house.VisitorAsync(Look.Desk with { ByName = true });
        await visitor.PlugInKeyAsync();

        await SetUpAsync(house, visitor);
        await SignInAsync(visitor);
        await Expect(visitor.Page.Locator("#enrol-title")).ToBeVisibleAsync();
        await visitor.GoAsync("/operator");
        await Expect(visitor.Page.Locator("#enrol-title")).ToBeVisibleAsync(); // Nothing else is reached before.
        await EnrolAsync(visitor);
        await AddPasskeyAsync(visitor);
        await SignOutAsync(visitor);

        // The sign-in page offers passkeys unasked, and this key's owner is always there to say yes.
        await visitor.Page.WaitForURLAsync(url => url.EndsWith("/operator", StringComparison.Ordinal));
        await visitor.GoAsync("/account/second-factor?return=/account/history");
        await visitor.SendAsync(visitor.Page.Locator("form[data-passkey=get] button"), url => !url.Contains("second-factor", StringComparison.Ordinal));
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("通行密钥登录");
        visitor.AssertClean();
    }

    private static async Task SetUpAsync(House house, Visitor visitor)
    {
        await visitor.GoAsync(await house.SetupLinkAsync());
        await visitor.Page.FillAsync("#email", Email);
        await visitor.Page.FillAsync("#password", Password);
        await visitor.Page.FillAsync("#password_again", Password);
        await visitor.Page.ClickAsync("main form button");
        await visitor.Page.ClickAsync("main a.btn.primary");
    }

    private static async Task SignInAsync(Visitor visitor)
    {
        await visitor.Page.FillAsync("#email", Email);
        await visitor.Page.FillAsync("#password", Password);
        await visitor.SendAsync(visitor.Page.Locator("form[action='/account/sign-in'] button"), url => url.Contains("/enrol", StringComparison.Ordinal));
    }

    private static async Task EnrolAsync(Visitor visitor)
    {
        await visitor.Page.FillAsync("#code", await visitor.CodeAsync());
        await visitor.Page.ClickAsync("main form button.primary");
        await Expect(visitor.Page.Locator("[data-recovery] li")).ToHaveCountAsync(10);
        await visitor.SendAsync(visitor.Page.Locator("main a.btn.primary"), url => url.EndsWith("/operator", StringComparison.Ordinal));
    }

    private static async Task AddPasskeyAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account/passkeys/new");
        await visitor.Page.FillAsync("#name", "测试钥匙");
        await visitor.SendAsync(visitor.Page.Locator("form[data-passkey=create] button"), url => url.Contains("/account?done=passkey", StringComparison.Ordinal));
        await Expect(visitor.Page.Locator("details.passkey summary")).ToContainTextAsync("测试钥匙");
    }

    private static Task SignOutAsync(Visitor visitor) => visitor.Page.ClickAsync("form[action='/account/sign-out'] button");
}
