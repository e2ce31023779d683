using Diner.Accounts.Invitations;
using Diner.Accounts.Letters;
using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Quality;

/// <summary>The pages of signing in, of one's own account and of staff, narrow and wide, by day and by night.</summary>
public sealed class AccountQualityTests(Stage.House house)
{
    private static readonly (string Name, string Address)[] Outside =
    [
        ("sign-in", "/account/sign-in"), ("forgotten", "/account/forgotten"), ("reset-closed", "/account/password/nothing"), ("invitation-closed", "/account/invitation/nothing"),
    ];

    private static readonly (string Name, string Address)[] Own =
    [
        ("account", "/account"), ("password", "/account/password"), ("sessions", "/account/sessions"), ("history", "/account/history"),
        ("second-factor-enrol", "/account/second-factor/enrol"), ("passkey-new", "/account/passkeys/new"),
        ("staff", "/console/demo/staff"), ("staff-roles", "/console/demo/staff/roles"),
    ];

    private static readonly (string Name, string Address)[] Operator = [("operator-staff", "/operator/staff"), ("operator-roles", "/operator/roles")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pages_before_signing_in_are_for_everybody()
    {
        var check = new PageCheck();
        await using var visitor = await house.VisitorAsync();
        await WalkAsync(visitor, check, [.. Outside, ("invitation", await InvitationAsync("new@example.com"))]);
        await visitor.GoAsync("/account/sign-in");
        await visitor.Page.FillAsync("#email", "nobody@example.com");
        await visitor.Page.FillAsync("#password", "wrong");
        await visitor.Page.ClickAsync("form[action='/account/sign-in'] button");
        await Expect(visitor.Page.Locator(".note.bad").First).ToBeVisibleAsync();
        await check.SeeAsync(visitor, "sign-in-wrong");
        check.AssertNothingFound();
        visitor.AssertClean();
    }

    [Fact]
    public async Task The_pages_of_ones_account_and_of_staff_are_for_everybody()
    {
        var look = new Look { ByName = true };
        var check = new PageCheck();
        await InvitationAsync("open@example.com");
        await Clerk.AddStaffAsync(house.App.Services, "colleague@example.com", MerchantId.House, [Role.StockKeeper], Ct);
        await using var owner = await house.ClerkAsync(look, MerchantId.House, Role.Owner);
        await owner.PlugInKeyAsync();
        await WalkAsync(owner, check, Own);
        await owner.GoAsync("/account/second-factor/enrol");
        await owner.Page.FillAsync("#code", await owner.CodeAsync());
        await owner.Page.ClickAsync("main form button.primary");
        await Expect(owner.Page.Locator("[data-recovery] li")).ToHaveCountAsync(10);
        await check.SeeAsync(owner, "recovery-codes");
        await owner.GoAsync("/account/second-factor");
        await check.SeeAsync(owner, "second-factor");
        await owner.GoAsync("/account");
        await Expect(owner.Page.Locator("form[action='/account/second-factor/codes']")).ToBeVisibleAsync();
        await check.SeeAsync(owner, "account-protected");
        await owner.GoAsync("/console/demo/staff");
        await owner.Page.Locator("details.act summary").First.ClickAsync();
        await check.SeeAsync(owner, "staff-open");
        check.AssertNothingFound();
        owner.AssertClean();
    }

    [Fact]
    public async Task The_operators_pages_of_staff_are_for_everybody()
    {
        var check = new PageCheck();
        await using var administrator = await house.ClerkAsync(new Look(), null, Role.Administrator);
        await WalkAsync(administrator, check, Operator);
        check.AssertNothingFound();
        administrator.AssertClean();
    }

    private static async Task WalkAsync(Visitor visitor, PageCheck check, IEnumerable<(string Name, string Address)> pages)
    {
        foreach (var (name, address) in pages)
        {
            await visitor.GoAsync(address);
            await check.SeeAsync(visitor, name);
        }
    }

    private async Task<string> InvitationAsync(string email)
    {
        var id = await house.Get<InviteStaff>().RunAsync(Actor.CommandLine(), new StaffInvite(MerchantId.House, email, [Role.StockKeeper, Role.Support], "zh-CN"), Ct);
        return (await house.Get<StaffLetters>().FindAsync(StaffLetterKind.Invitation, id.Value, Ct))!.Path;
    }
}
