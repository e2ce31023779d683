using Microsoft.Playwright;

namespace Diner.BrowserTests.Stage;

/// <summary>The steps of a purchase, the same in every language.</summary>
internal static class Shopping
{
    private static int _buyers;

    /// <summary>An address nobody else in this run has, so that no limit of one test is another's.</summary>
    public static string NewEmail() => $"buyer{Interlocked.Increment(ref _buyers)}@example.com";

    /// <summary>From the product's page to checkout.</summary>
    public static async Task ChooseAsync(this Visitor visitor, string product, int quantity = 1, string shop = "demo")
    {
        await visitor.GoAsync($"/s/{shop}/p/{product}");
        await visitor.Page.FillAsync("#quantity", $"{quantity}");
        await visitor.SendAsync(visitor.Page.Locator("form.buy button.primary"), url => url.Contains("/checkout", StringComparison.Ordinal));
    }

    /// <summary>Fills checkout and goes to the pay page; gives the order's path.</summary>
    public static async Task<string> OrderAsync(this Visitor visitor, string product, string? email = null, string? password = null, int quantity = 1, string shop = "demo")
    {
        await visitor.ChooseAsync(product, quantity, shop);
        return await visitor.CheckOutAsync(email, password);
    }

    /// <summary>Fills the checkout page and sends it; gives the order's path.</summary>
    public static async Task<string> CheckOutAsync(this Visitor visitor, string? email = null, string? password = null)
    {
        await visitor.Page.FillAsync("#email", email ?? NewEmail());
        if (password is not null)
            await visitor.Page.FillAsync("#lookup_password", password);
        await visitor.SendAsync(visitor.Page.Locator("form.checkout button.primary"), url => url.Contains("/o/", StringComparison.Ordinal));
        return new Uri(visitor.Page.Url).AbsolutePath.Replace("/pay", "", StringComparison.Ordinal);
    }

    /// <summary>From the pay page through the cashier, back to the order.</summary>
    public static async Task PayAsync(this Visitor visitor, string action = "pay")
    {
        await visitor.SendAsync(visitor.Page.Locator(".pay a.btn.primary"), url => url.Contains("/sandbox/", StringComparison.Ordinal));
        await visitor.SendAsync(visitor.Page.Locator($"button[value={action}]"), url => url.Contains("/o/", StringComparison.Ordinal));
    }

    /// <summary>Buys and waits until the keys are shown; gives the order's path.</summary>
    public static async Task<string> BuyAsync(this Visitor visitor, string product, string? email = null, string? password = null, int quantity = 1)
    {
        var path = await visitor.OrderAsync(product, email, password, quantity);
        await visitor.PayAsync();
        await visitor.Page.Locator("[data-key]").First.WaitForAsync();
        return path;
    }

    /// <summary>Says on the order's page that its key does not work.</summary>
    public static async Task ReportAsync(this Visitor visitor, string note)
    {
        await visitor.Page.ClickAsync("#trouble summary");
        await visitor.Page.FillAsync("#note", note);
        await visitor.Page.ClickAsync("#trouble form button");
        await Assertions.Expect(visitor.Page.Locator("#trouble .next")).ToContainTextAsync("已于");
    }

    /// <summary>The keys as the page holds them.</summary>
    public static async Task<IReadOnlyList<string>> KeysAsync(this Visitor visitor)
    {
        var keys = new List<string>();
        foreach (var box in await visitor.Page.Locator("[data-key]").AllAsync())
            keys.Add(await box.GetAttributeAsync("data-key") ?? "");
        return keys;
    }

    /// <summary>The order number on the page.</summary>
    public static async Task<string> OrderNoAsync(this Visitor visitor) => (await visitor.TextAsync(".no")).Trim();

    /// <summary>The text of a file a link downloads.</summary>
    public static async Task<string> DownloadAsync(this Visitor visitor, string ending)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.ClickAsync($"a[href$='keys.{ending}']"));
        return await File.ReadAllTextAsync(await download.PathAsync());
    }
}
