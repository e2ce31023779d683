using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stage;

/// <summary>A person's first hour at the counter: a password, an authenticator, a passkey.</summary>
internal static class Enrolment
{
    /// <summary>The password everybody chooses here.</summary>
    public const string Password = "seven lanterns in the rain";

    /// <summary>Makes the first administrator by the set-up link, and goes on to sign in.</summary>
    public static async Task SetUpAsync(this Visitor visitor, string link, string email)
    {
        await visitor.GoAsync(link);
        await visitor.Page.FillAsync("#email", email);
        await visitor.ChoosePasswordAsync();
    }

    /// <summary>Takes up an invitation, and goes on to sign in.</summary>
    public static async Task JoinAsync(this Visitor visitor, string link, string name)
    {
        await visitor.GoAsync(link);
        await visitor.Page.FillAsync("#name", name);
        await visitor.ChoosePasswordAsync();
    }

    /// <summary>Signs in for the first time, to the page that asks for an authenticator.</summary>
    public static async Task SignInToEnrolAsync(this Visitor visitor, string email)
    {
        await visitor.Page.FillAsync("#email", email);
        await visitor.Page.FillAsync("#password", Password);
        await visitor.SendAsync(visitor.Page.Locator("form[action='/account/sign-in'] button"), url => url.Contains("/enrol", StringComparison.Ordinal));
    }

    /// <summary>Enrols the authenticator and keeps the recovery codes; goes on to the person's home.</summary>
    public static async Task EnrolAsync(this Visitor visitor, string home)
    {
        await visitor.Page.FillAsync("#code", await visitor.CodeAsync());
        await visitor.Page.ClickAsync("main form button.primary");
        await Expect(visitor.Page.Locator("[data-recovery] li")).ToHaveCountAsync(10);
        await visitor.SendAsync(visitor.Page.Locator("main a.btn.primary"), url => url.EndsWith(home, StringComparison.Ordinal));
    }

    /// <summary>Adds a passkey to the account.</summary>
    public static async Task AddPasskeyAsync(this Visitor visitor, string name)
    {
        await visitor.GoAsync("/account/passkeys/new");
        await visitor.Page.FillAsync("#name", name);
        await visitor.SendAsync(visitor.Page.Locator("form[data-passkey=create] button"), url => url.Contains("/account?done=passkey", StringComparison.Ordinal));
        await Expect(visitor.Page.Locator("details.passkey summary")).ToContainTextAsync(name);
    }

    private static async Task ChoosePasswordAsync(this Visitor visitor)
    {
        await visitor.Page.FillAsync("#password", Password);
        await visitor.Page.FillAsync("#password_again", Password);
        await visitor.Page.ClickAsync("main form button");
        await visitor.Page.ClickAsync("main a.btn.primary");
    }
}
