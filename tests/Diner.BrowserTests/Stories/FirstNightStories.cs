using System.Text.RegularExpressions;
using Diner.BrowserTests.Stage;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Payments.Channels;
using Diner.Payments.Sandbox;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>The whole of it, in a house of its own: nobody works here yet.</summary>
public sealed partial class FirstNightStories(House shared)
{
    private const string Administrator = "first@example.com";
    private const string Owner = "lin@example.com";
    private const string Shop = "lin";

    [Fact]
    public async Task From_the_set_up_link_to_a_bad_key_put_right_and_found_in_the_audit_trail()
    {
        await (await shared.VisitorAsync()).DisposeAsync(); // Skips where there is no Chromium.
        await using var house = new House();
        await house.InitializeAsync();
        await using var administrator = await house.VisitorAsync(Look.Desk with { ByName = true });
        await using var owner = await house.VisitorAsync(Look.Desk);
        await using var buyer = await house.VisitorAsync();

        await administrator.PlugInKeyAsync();
        await administrator.SetUpAsync(await house.SetupLinkAsync(), Administrator);
        await administrator.SignInToEnrolAsync(Administrator);
        await administrator.EnrolAsync("/operator");
        await administrator.AddPasskeyAsync("前台钥匙");
        await AdmitAsync(administrator);

        await owner.JoinAsync(PathOf(await house.MailAsync(Owner, text => text.Contains("/account/invitation/", StringComparison.Ordinal))), "林老板");
        await owner.SignInToEnrolAsync(Owner);
        await owner.EnrolAsync($"/console/{Shop}");
        await LendSandboxAsync(house);
        await MakeProductAsync(owner);
        await UploadAsync(owner);
        await PutOnSaleAsync(owner);

        await buyer.OrderAsync("night-card", shop: Shop);
        await buyer.PayAsync();
        var bad = await FirstKeyAsync(buyer);
        await buyer.ReportAsync("提示已被使用");
        await ReplaceAsync(owner, await buyer.OrderNoAsync());
        await Expect(buyer.Page.Locator(".old-key s")).ToHaveTextAsync(bad);
        Assert.NotEqual(bad, await FirstKeyAsync(buyer));

        await owner.GoAsync($"/console/{Shop}/audit?action=order.key_replaced");
        await Expect(owner.Page.Locator("main")).ToContainTextAsync(Owner);
        Assert.DoesNotContain(bad, await owner.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.All([administrator, owner, buyer], visitor => visitor.AssertClean());
    }

    private static async Task AdmitAsync(Visitor administrator)
    {
        var page = administrator.Page;
        await administrator.GoAsync("/operator/merchants");
        await page.FillAsync("#name", "林记点卡");
        await administrator.SendAsync(page.Locator("form[action='/operator/merchants'] button"), url => url.Contains("note=Admitted", StringComparison.Ordinal));
        await page.FillAsync("#slug", Shop);
        await page.FillAsync("#name", "林记深夜店");
        await administrator.SendAsync(page.Locator("form[action$='/shops'] button"), url => url.Contains("note=ShopOpened", StringComparison.Ordinal));
        await page.FillAsync("#email", Owner);
        await administrator.SendAsync(page.Locator("form[action$='/owner'] button"), url => url.Contains("note=OwnerInvited", StringComparison.Ordinal));
    }

    // The sandbox channel is the host's to give, not the merchant's to add.
    private static async Task LendSandboxAsync(House house)
    {
        var shop = await house.Get<Shops>().FindAsync(Shop, TestContext.Current.CancellationToken);
        Assert.NotNull(shop);
        var lent = await house.Get<EditChannels>().AddAsync(
            Actor.House("test"), new NewChannel(shop.Id, SandboxAccount.ChannelType, "沙盒支付", SandboxAccount.NewSettings()), TestContext.Current.CancellationToken);
        Assert.True(lent.IsOk, lent.Problem?.Detail);
    }

    private static async Task MakeProductAsync(Visitor owner)
    {
        var page = owner.Page;
        await owner.GoAsync($"/console/{Shop}/goods/new");
        await page.FillAsync("#name", "深夜点卡");
        await page.FillAsync("#slug", "night-card");
        await owner.SendAsync(page.Locator("form.form-grid button.primary"), url => url.Contains("done=created", StringComparison.Ordinal));
        await owner.GoLiveAsync(page.Url);
        await page.ClickAsync("section:has(#variants-title) > div.row > button");
        await page.FillAsync("[id^='code-new']", "NIGHT-100");
        await page.FillAsync("[id^='name-new']", "100 点");
        await page.FillAsync("[id^='price_minor-new']", "9.90");
        await page.ClickAsync("form.variant button.primary");
        await Expect(page.Locator("section:has(#variants-title) > [role=status]")).ToHaveTextAsync("规格 NIGHT-100 已保存。");
    }

    private static async Task UploadAsync(Visitor owner)
    {
        var page = owner.Page;
        var file = Path.Combine(Directory.CreateTempSubdirectory("diner-keys-").FullName, "keys.txt");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, 10_000).Select(i => $"NIGHT-{i:D5}-{i * 7919 % 100_003:D6}"));
        await owner.GoAsync($"/console/{Shop}/keys/import");
        await page.SetInputFilesAsync("#file", file);
        await owner.SendAsync(page.Locator("[data-upload] button"), url => Preview().IsMatch(url));
        await owner.SendAsync(page.Locator("form:has(#supplier) button.primary"), url => url.Contains("/work/", StringComparison.Ordinal));
        await Expect(page.Locator("[data-state=Done]")).ToBeVisibleAsync();
        await Expect(page.Locator("dl")).ToContainTextAsync("10,000");
    }

    private static async Task PutOnSaleAsync(Visitor owner)
    {
        await owner.GoAsync($"/console/{Shop}/goods");
        await owner.SendAsync(owner.Page.Locator(".list tbody a").First, url => url.Contains("/goods/", StringComparison.Ordinal));
        await owner.Page.SelectOptionAsync("#state", "OnSale");
        await owner.SendAsync(owner.Page.Locator("form[action$='/sale'] button"), url => url.Contains("done=sold", StringComparison.Ordinal));
    }

    private static async Task ReplaceAsync(Visitor owner, string number)
    {
        await owner.GoAsync($"/console/{Shop}/problems");
        await owner.SendAsync(owner.Page.Locator("a.no", new PageLocatorOptions { HasTextString = number }), url => url.Contains("/orders/", StringComparison.Ordinal));
        await owner.Page.ClickAsync(".sheet-key .act:has([name=key]) summary");
        await owner.SendAsync(owner.Page.Locator(".act[open] button.primary"), url => url.Contains("done=replaced", StringComparison.Ordinal));
    }

    private static async Task<string> FirstKeyAsync(Visitor buyer)
    {
        await buyer.Page.Locator("[data-key]").First.WaitForAsync();
        return Assert.Single(await buyer.KeysAsync());
    }

    private static string PathOf(string mail) => new Uri(Link().Match(mail).Value).PathAndQuery;

    [GeneratedRegex("http\\S+/account/invitation/[\\w-]+")]
    private static partial Regex Link();

    [GeneratedRegex("/keys/import/[0-9a-f-]{36}")]
    private static partial Regex Preview();
}
