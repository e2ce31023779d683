using System.Text;
using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Payouts;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Quality;

/// <summary>Money on its way to a merchant, from what is held to what was sent; each page on the way is for everybody.</summary>
public sealed class PayoutQualityTests(Stage.House house)
{
    private static readonly Actor Us = Actor.House("test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merchant_reads_why_money_is_held_and_changes_the_account()
    {
        var (check, shop) = (new PageCheck(), await BusyShop.OpenAsync(house));
        await using var clerk = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        await clerk.GoAsync($"{shop.Console}/payouts/account");
        await FillAsync(clerk.Page, "12");
        await clerk.Page.ClickAsync("main form button");
        await clerk.Page.Locator("#account-error").WaitForAsync();
        await check.SeeAsync(clerk, "payout-account-refused");
        await FillAsync(clerk.Page, "6222 0000 1234 5678");
        await clerk.SendAsync(clerk.Page.Locator("main form button"), url => url.EndsWith("done=account", StringComparison.Ordinal));
        await Expect(clerk.Page.Locator(".note.bad")).ToContainTextAsync("工商银行 622••••5678 张**");
        await Expect(clerk.Page.Locator("main")).ToContainTextAsync("新到的货款");
        await check.SeeAsync(clerk, "payouts-held");
        await clerk.SendAsync(clerk.Page.Locator("form[action$='/account/cancel'] button"), url => url.EndsWith("done=cancelled", StringComparison.Ordinal));
        await Expect(clerk.Page.Locator(".note.bad")).ToHaveCountAsync(0);
        check.AssertNothingFound();
        clerk.AssertClean();
    }

    [Fact]
    public async Task Asked_for_approved_taken_to_the_bank_and_booked()
    {
        var (check, shop) = (new PageCheck(), await BusyShop.OpenAsync(house));
        await ReadyAsync(shop);
        await using var owner = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner);
        await owner.GoAsync($"{shop.Console}/payouts");
        await owner.Page.FillAsync("#amount", "50");
        await owner.SendAsync(owner.Page.Locator("form[action$='/payouts'] button"), url => url.EndsWith("done=requested", StringComparison.Ordinal));
        await Expect(owner.Page.Locator("tbody .chip").First).ToHaveTextAsync("待审核");

        await using var clerk = await house.ClerkAsync(new Look(), null, Role.OperatorFinance);
        var page = clerk.Page;
        await clerk.GoAsync("/operator/payouts");
        var row = page.Locator("tr", new PageLocatorOptions { HasText = "622••••5678" });
        await clerk.SendAsync(row.Locator("form[action$='/approve'] button"), url => url.EndsWith("done=approved", StringComparison.Ordinal));
        await page.SelectOptionAsync("#route", "BankFile");
        await clerk.SendAsync(page.Locator("form[action$='/batches'] button"), url => url.EndsWith("done=made", StringComparison.Ordinal));
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href$='/file.csv']"));
        Assert.Contains(",6222000012345678,张三,工商银行,50.00,", await File.ReadAllTextAsync(await file.PathAsync(), Encoding.UTF8, Ct), StringComparison.Ordinal);
        var batch = new Uri(page.Url).AbsolutePath;
        await clerk.SendAsync(page.Locator("form[action$='/sent'] button"), url => url.EndsWith("done=all_sent", StringComparison.Ordinal));
        await Expect(page.Locator("tbody .chip").First).ToHaveTextAsync("已到账");

        foreach (var (name, place) in ((string, string)[])[("operator-payout-batch", batch), ("operator-payouts", "/operator/payouts"), ("operator-payout-terms", $"/operator/payouts/shops/{shop.Shop.Slug}")])
        {
            await clerk.GoAsync(place);
            await check.SeeAsync(clerk, name);
        }

        await owner.GoAsync($"{shop.Console}/payouts");
        await Expect(owner.Page.Locator("tbody .chip").First).ToHaveTextAsync("已到账");
        await check.SeeAsync(owner, "payouts-sent");
        check.AssertNothingFound();
        owner.AssertClean();
        clerk.AssertClean();
    }

    private static async Task FillAsync(IPage page, string account)
    {
        await page.FillAsync("#account", account);
        await page.FillAsync("#holder", "张三");
        await page.FillAsync("#bank", "工商银行");
    }

    // What came in is free at once, and the account is valid at once: days do not pass in a browser.
    private async Task ReadyAsync(BusyShop shop)
    {
        Assert.Null(await house.Get<SetPayoutTerms>().AgreeAsync(Us, shop.Shop.Id, (0, 0), Ct));
        var keep = house.Get<KeepDestinations>();
        var account = await keep.SealAsync(new PayoutDestination(DestinationKind.Bank, "6222000012345678", "张三", "工商银行"), Ct);
        await house.Get<Database>().WriteAsync(work => keep.AddAsync(work, shop.Shop.Id, account, ("test", TimeSpan.Zero), Ct), Ct);
    }
}
