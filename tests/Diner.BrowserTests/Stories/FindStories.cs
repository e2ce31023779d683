using System.Text.RegularExpressions;
using Diner.BrowserTests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>A buyer finds an order again.</summary>
public sealed partial class FindStories(House house)
{
    private const string Password = "rice-noodles";

    [Fact]
    public async Task By_number_contact_and_password_from_another_phone()
    {
        var (email, orderNo, key) = await BoughtAsync();
        await using var visitor = await house.VisitorAsync();
        await ClaimAsync(visitor, orderNo.ToLowerInvariant(), email, Password);
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveAttributeAsync("data-key", key);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_order_read_alike()
    {
        var (email, orderNo, _) = await BoughtAsync();
        await using var visitor = await house.VisitorAsync();
        await ClaimAsync(visitor, orderNo, email, "wrong");
        var wrong = await visitor.TextAsync("[role=alert]");
        await ClaimAsync(visitor, "D00000000000000", email, Password);
        Assert.Equal(wrong, await visitor.TextAsync("[role=alert]"));
        await Expect(visitor.Page.Locator("input[name=contact]")).ToHaveValueAsync(email);
    }

    [Fact]
    public async Task By_this_browser_and_by_no_other()
    {
        await using var visitor = await house.VisitorAsync();
        var path = await visitor.BuyAsync("nightfilm");
        await visitor.GoAsync("/orders");
        await visitor.Page.ClickAsync($"a[href='{path}']");
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1);
        await using var other = await house.VisitorAsync();
        await other.GoAsync("/orders");
        await Expect(other.Page.Locator("a.order-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task By_a_code_from_the_mailbox()
    {
        var (email, orderNo, _) = await BoughtAsync();
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync("/s/demo/find");
        await visitor.Page.FillAsync("#email", email);
        await visitor.Page.ClickAsync("form[action$='/find/code'] button");
        await Expect(visitor.Page.Locator("[role=status]")).ToContainTextAsync(email);
        var code = Code().Match(await house.MailAsync(email, text => Code().IsMatch(text) && !text.Contains("/o/", StringComparison.Ordinal))).Value;
        await visitor.Page.FillAsync("#code", code);
        await visitor.Page.ClickAsync("form[action$='/check'] button");
        await visitor.Page.Locator("a.order-row", new() { HasText = orderNo }).ClickAsync();
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task By_the_link_in_the_mail_which_holds_no_key()
    {
        var (email, _, key) = await BoughtAsync();
        var mail = await house.MailAsync(email, text => text.Contains("/o/", StringComparison.Ordinal));
        Assert.DoesNotContain(key, mail, StringComparison.Ordinal);
        var link = OrderLink().Match(mail).Value;
        Assert.StartsWith(house.Address, link, StringComparison.Ordinal);
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync(link);
        await Expect(visitor.Page.Locator("[data-key]")).ToHaveAttributeAsync("data-key", key);
    }

    private async Task<(string Email, string OrderNo, string Key)> BoughtAsync()
    {
        var email = Shopping.NewEmail();
        await using var buyer = await house.VisitorAsync(Look.Desk);
        await buyer.BuyAsync("starsea", email, Password);
        return (email, await buyer.OrderNoAsync(), (await buyer.KeysAsync())[0]);
    }

    private static async Task ClaimAsync(Visitor visitor, string orderNo, string email, string password)
    {
        await visitor.GoAsync("/s/demo/find");
        await visitor.Page.FillAsync("#order_no", orderNo);
        await visitor.Page.FillAsync("input[name=contact]", email);
        await visitor.Page.FillAsync("input[name=password]", password);
        await visitor.Page.ClickAsync("form[action='/s/demo/find'] button");
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"http\S+/o/[\w-]+")]
    private static partial Regex OrderLink();
}
