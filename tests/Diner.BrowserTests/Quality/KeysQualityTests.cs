using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Kernel;
using Xunit;

namespace Diner.BrowserTests.Quality;

/// <summary>The pages of keys, narrow and wide, by day and by night.</summary>
public sealed class KeysQualityTests(Stage.House house)
{
    [Fact]
    public async Task The_pages_of_keys_are_for_everybody()
    {
        var check = new PageCheck();
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        foreach (var (name, address) in ((string, string)[])[("keys", ""), ("keys-batches", "/batches"), ("keys-expiring", "/expiring"), ("keys-bin", "/bin")])
            await SeeAsync(name, () => clerk.GoAsync($"/console/demo/keys{address}"));
        await clerk.GoAsync("/console/demo/keys");
        await SeeAsync("keys-pool", () => clerk.SendAsync(clerk.Page.Locator("td a", new() { HasTextString = "100" }).First, url => url.Contains("/pools/", StringComparison.Ordinal)));
        await SeeAsync("keys-key", () => clerk.SendAsync(clerk.Page.Locator("td.no a").First, url => !url.Contains("/pools/", StringComparison.Ordinal)));
        await SeeAsync("keys-batch", () => clerk.SendAsync(clerk.Page.Locator("dd a[href*='/batches/']").First, url => url.Contains("/batches/", StringComparison.Ordinal)));
        check.AssertNothingFound();
        clerk.AssertClean();

        async Task SeeAsync(string name, Func<Task> go)
        {
            await go();
            await check.SeeAsync(clerk, name);
        }
    }
}
