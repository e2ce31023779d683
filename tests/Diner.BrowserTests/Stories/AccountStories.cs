using Diner.BrowserTests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>From the set-up link to a sign-in without a password, in a house of its own: it must have no administrator yet.</summary>
public sealed class AccountStories(House shared)
{
    private const string Email = "first@example.com";

    [Fact]
    public async Task An_administrator_is_set_up_enrols_makes_a_passkey_and_comes_back_with_it()
    {
        await (await shared.VisitorAsync()).DisposeAsync(); // Skips where there is no Chromium.
        await using var house = new House();
        await house.InitializeAsync();
        await using var visitor = await house.VisitorAsync(Look.Desk with { ByName = true });
        await visitor.PlugInKeyAsync();

        await visitor.SetUpAsync(await house.SetupLinkAsync(), Email);
        await visitor.SignInToEnrolAsync(Email);
        await Expect(visitor.Page.Locator("#enrol-title")).ToBeVisibleAsync();
        await visitor.GoAsync("/operator");
        await Expect(visitor.Page.Locator("#enrol-title")).ToBeVisibleAsync(); // Nothing else is reached before.
        await visitor.EnrolAsync("/operator");
        await visitor.AddPasskeyAsync("测试钥匙");
        await SignOutAsync(visitor);

        // The sign-in page offers passkeys unasked, and this key's owner is always there to say yes.
        await visitor.ArriveAsync(url => url.EndsWith("/operator", StringComparison.Ordinal));
        await visitor.GoAsync("/account/second-factor?return=/account/history");
        await visitor.SendAsync(visitor.Page.Locator("form[data-passkey=get] button"), url => !url.Contains("second-factor", StringComparison.Ordinal));
        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("通行密钥登录");
        visitor.AssertClean();
    }

    private static Task SignOutAsync(Visitor visitor) => visitor.Page.ClickAsync("form[action='/account/sign-out'] button");
}
