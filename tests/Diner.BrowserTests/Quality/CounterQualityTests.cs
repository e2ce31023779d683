using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Catalog.Covers;
using Diner.Catalog.Shops;
using Diner.Catalog.Styles;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Diner.BrowserTests.Quality;

/// <summary>Every page behind the counter, narrow and wide, by day and by night: no violation of axe-core, no scrolling sideways, no script in trouble.</summary>
public sealed class CounterQualityTests(Stage.House house)
{
    private static readonly (string Name, string Address)[] Account =
    [
        ("sign-in", "/account/sign-in"),
    ];

    private static readonly (string Name, string Address)[] Merchant =
    [
        ("tonight", "/console/demo"),
        ("goods", "/console/demo/goods"),
        ("goods-nothing", "/console/demo/goods?q=nothing"),
        ("goods-new", "/console/demo/goods/new"),
        ("goods-import", "/console/demo/goods/import"),
        ("categories", "/console/demo/categories"),
        ("coupons", "/console/demo/coupons"),
        ("coupon-new", "/console/demo/coupons/new"),
        ("insights", "/console/demo/insights"), ("bills", "/console/demo/bills"), ("unmatched", "/console/demo/payments"), ("refunds", "/console/demo/refunds"), ("books", "/console/demo/books"),
        ("shop-choice", "/console"),
        ("work", "/console/demo/work"), ("audit", "/console/demo/audit"),
        ("settings", "/console/demo/settings"), ("settings-rules", "/console/demo/settings/rules"), ("settings-channels", "/console/demo/settings/channels"), ("settings-alipay", "/console/demo/settings/channels/alipay"), ("settings-wechatpay", "/console/demo/settings/channels/wechatpay"), ("settings-stripe", "/console/demo/settings/channels/stripe"), ("settings-paypal", "/console/demo/settings/channels/paypal"), ("settings-btcpay", "/console/demo/settings/channels/btcpay"), ("settings-tokenpay", "/console/demo/settings/channels/tokenpay"), ("settings-epusdt", "/console/demo/settings/channels/epusdt"), ("settings-limits", "/console/demo/settings/limits"),
        ("settings-mails", "/console/demo/settings/mails"), ("settings-mail", "/console/demo/settings/mails/delivered/zh-CN"),
    ];

    private static readonly (string Name, string Address)[] Operator =
    [
        ("operator", "/operator"),
        ("operator-orders", "/operator/orders"), ("operator-orders-nothing", "/operator/orders?no=D000000-00000000&shop=demo"), ("operator-exceptions", "/operator/exceptions"), ("operator-unmatched", "/operator/exceptions?state=unmatched"), ("operator-channels", "/operator/channels"), ("operator-books", "/operator/books"),
        ("operator-outbox", "/operator/outbox"), ("operator-jobs", "/operator/jobs"), ("operator-work", "/operator/work"), ("operator-doctor", "/operator/doctor"),
        ("operator-settings", "/operator/settings"), ("operator-audit", "/operator/audit"), ("operator-audit-nothing", "/operator/audit?actor=nobody"),
        ("merchants", "/operator/merchants"), ("merchant", $"/operator/merchants/{MerchantId.House.Value:D}"), ("operator-shop", $"/operator/merchants/{MerchantId.House.Value:D}/shops/demo"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_merchants_pages_are_for_everybody() => SeeAsync(MerchantId.House, [.. Account, .. Merchant], Role.Owner);

    [Fact]
    public Task The_operators_pages_are_for_everybody() => SeeAsync(null, Operator, Role.Administrator);

    [Fact]
    public async Task The_security_administrators_pages_are_for_everybody()
    {
        var person = await Clerk.AddStaffAsync(house.App.Services, "finance-owner@example.com", MerchantId.House, [Role.Owner, Role.Finance], TestContext.Current.CancellationToken);
        await SeeAsync(null, [("users", "/operator/users"), ("users-nobody", "/operator/users?q=nobody.at.all"), ("user", $"/operator/users/{person.Value:D}")], Role.SecurityAdministrator);
    }

    [Fact]
    public async Task An_order_is_for_everybody_who_may_see_it()
    {
        await using (var buyer = await house.VisitorAsync())
            await buyer.BuyAsync("starsea");
        var check = new PageCheck();
        foreach (var (merchant, root, role) in ((MerchantId?, string, Role)[])[(null, "/operator/orders", Role.Administrator), (MerchantId.House, "/console/demo/orders", Role.Owner)])
        {
            await using var clerk = await house.ClerkAsync(new Look(), merchant, role);
            await clerk.GoAsync(root);
            await check.SeeAsync(clerk, merchant is null ? "operator-orders-some" : "orders-some");
            await clerk.SendAsync(clerk.Page.Locator($"main a[href^='{root}/D']").First, url => url.Contains("/orders/D", StringComparison.Ordinal));
            await check.SeeAsync(clerk, merchant is null ? "operator-order" : "order-sheet");
            clerk.AssertClean();
        }

        check.AssertNothingFound();
    }

    [Fact]
    public async Task A_shops_logo_style_and_limits_are_for_everybody()
    {
        var check = new PageCheck();
        var shop = (await house.Get<Shops>().FindAsync("demo", Ct))!;
        await house.Get<AllowStyle>().RunAsync(Clerk.Tester, shop.Id, isAllowed: true, Ct);
        await using (var owner = await house.ClerkAsync(new Look(), MerchantId.House, Role.Owner))
        {
            await owner.GoAsync("/console/demo/settings");
            await owner.Page.SetInputFilesAsync("#logo", new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = "<svg onload='alert(1)'/>"u8.ToArray() });
            await owner.Page.ClickAsync(".picture-form button");
            await owner.Page.Locator("#logo-error:visible").WaitForAsync();
            await check.SeeAsync(owner, "settings-logo-error");
            await owner.Page.SetInputFilesAsync("#logo", new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = Drawings.Logo() });
            await owner.SendAsync(owner.Page.Locator(".picture-form button"), url => url.Contains("saved=1", StringComparison.Ordinal));
            await check.SeeAsync(owner, "settings-logo");
            await owner.GoAsync("/console/demo/settings/style");
            await owner.Page.FillAsync("#css", ".hero { border-radius: 1rem }\n@import 'https://evil.example/a.css';");
            await owner.Page.ClickAsync("main form button.primary");
            await owner.Page.Locator("#css-error:visible").WaitForAsync();
            await check.SeeAsync(owner, "settings-style-error");
            await owner.Page.FillAsync("#css", ".hero { background: var(--lamp-soft); border-radius: 1rem }");
            await owner.SendAsync(owner.Page.Locator("main form button.primary"), url => url.Contains("saved=1", StringComparison.Ordinal));
            await check.SeeAsync(owner, "settings-style");
            await owner.GoAsync("/s/demo");
            await check.SeeAsync(owner, "home-own-style");
            owner.AssertClean();
        }

        await house.Get<AllowStyle>().RunAsync(Clerk.Tester, shop.Id, isAllowed: false, Ct);
        await house.Get<SetLogo>().RemoveAsync(Clerk.Tester, shop.Id, Ct);
        await SeeLimitsAsync(check);
        check.AssertNothingFound();
    }

    private async Task SeeLimitsAsync(PageCheck check)
    {
        var page = $"/operator/merchants/{MerchantId.House.Value:D}";
        await using var clerk = await house.ClerkAsync(new Look(), null, Role.Administrator);
        await clerk.GoAsync(page);
        await clerk.Page.FillAsync("#keys_max", "many");
        await clerk.Page.ClickAsync("form[action$='/limits'] button");
        await clerk.Page.Locator("#keys_max-error").WaitForAsync();
        await check.SeeAsync(clerk, "merchant-limits-error");
        await clerk.GoAsync($"{page}/shops/demo");
        await clerk.Page.FillAsync("#domain", "https://not-a-host");
        await clerk.Page.ClickAsync("form[action$='/domain'] button");
        await clerk.Page.Locator("#domain-error").WaitForAsync();
        await check.SeeAsync(clerk, "operator-shop-error");
    }

    private async Task SeeAsync(MerchantId? merchant, (string Name, string Address)[] pages, params Role[] roles)
    {
        var check = new PageCheck();
        await using var clerk = await house.ClerkAsync(new Look(), merchant, roles);
        foreach (var (name, address) in pages)
        {
            await clerk.GoAsync(address);
            await check.SeeAsync(clerk, name);
        }

        check.AssertNothingFound();
        clerk.AssertClean();
    }
}
