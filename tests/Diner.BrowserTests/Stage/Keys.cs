using Microsoft.Playwright;
using Xunit;

namespace Diner.BrowserTests.Stage;

/// <summary>Goes through a page by keyboard.</summary>
internal static class Keys
{
    private const int TabsMax = 60;

    /// <summary>Presses Tab until the element has the focus, and sees that it shows.</summary>
    public static async Task TabToAsync(IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        for (var i = 0; i < TabsMax; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("s => document.activeElement === document.querySelector(s)", selector))
            {
                Assert.True(await page.EvaluateAsync<bool>("s => document.querySelector(s).matches(':focus-visible')", selector));
                return;
            }
        }

        Assert.Fail($"The focus never came to {selector}.");
    }

    /// <summary>Goes to an element and presses Enter.</summary>
    public static async Task PressOnAsync(IPage page, string selector)
    {
        await TabToAsync(page, selector);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses Enter where the focus is, and waits for the page that comes.</summary>
    public static async Task EnterAsync(Visitor visitor, string part)
    {
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.ArriveAsync(url => url.Contains(part, StringComparison.Ordinal));
    }
}
