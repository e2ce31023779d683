using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
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
        ("unmatched", "/console/demo/payments"),
        ("shop-choice", "/console"),
        ("work", "/console/demo/work"), ("audit", "/console/demo/audit"),
        ("settings", "/console/demo/settings"), ("settings-rules", "/console/demo/settings/rules"), ("settings-channels", "/console/demo/settings/channels"),
        ("settings-mails", "/console/demo/settings/mails"), ("settings-mail", "/console/demo/settings/mails/delivered/zh-CN"),
    ];

    private static readonly (string Name, string Address)[] Operator =
    [
        ("operator", "/operator"),
        ("operator-orders", "/operator/orders"), ("operator-orders-nothing", "/operator/orders?no=D000000-00000000&shop=demo"), ("operator-exceptions", "/operator/exceptions"), ("operator-unmatched", "/operator/exceptions?state=unmatched"), ("operator-channels", "/operator/channels"),
        ("operator-outbox", "/operator/outbox"), ("operator-jobs", "/operator/jobs"), ("operator-work", "/operator/work"), ("operator-doctor", "/operator/doctor"),
        ("operator-settings", "/operator/settings"), ("operator-audit", "/operator/audit"), ("operator-audit-nothing", "/operator/audit?actor=nobody"),
        ("merchants", "/operator/merchants"), ("merchant", $"/operator/merchants/{MerchantId.House.Value:D}"),
    ];

    public static TheoryData<int, ColorScheme> Looks => PageQualityTests.Looks;

    [Theory]
    [MemberData(nameof(Looks))]
    public Task A_merchants_pages_are_for_everybody(int width, ColorScheme scheme) => SeeAsync(Look(width, scheme), MerchantId.House, [.. Account, .. Merchant], Role.Owner);

    [Theory]
    [MemberData(nameof(Looks))]
    public Task The_operators_pages_are_for_everybody(int width, ColorScheme scheme) => SeeAsync(Look(width, scheme), null, Operator, Role.Administrator);

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_security_administrators_pages_are_for_everybody(int width, ColorScheme scheme)
    {
        var person = await Clerk.AddStaffAsync(house.App.Services, $"owner{width}{scheme}@example.com".ToLowerInvariant(), MerchantId.House, [Role.Owner, Role.Finance], TestContext.Current.CancellationToken);
        await SeeAsync(Look(width, scheme), null, [("users", "/operator/users"), ("users-nobody", "/operator/users?q=nobody.at.all"), ("user", $"/operator/users/{person.Value:D}")], Role.SecurityAdministrator);
    }

    private async Task SeeAsync(Look look, MerchantId? merchant, (string Name, string Address)[] pages, params Role[] roles)
    {
        var check = new PageCheck(look);
        await using var clerk = await house.ClerkAsync(look, merchant, roles);
        foreach (var (name, address) in pages)
        {
            await clerk.GoAsync(address);
            await check.SeeAsync(clerk, name);
        }

        check.AssertNothingFound();
        clerk.AssertClean();
    }

    private static Look Look(int width, ColorScheme scheme) => new() { Width = width, Height = width < 600 ? 844 : 860, Scheme = scheme };
}
