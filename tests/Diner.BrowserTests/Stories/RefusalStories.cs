using Diner.BrowserTests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>What cannot be done is said plainly, where the buyer is looking.</summary>
public sealed class RefusalStories(House house)
{
    [Fact]
    public async Task A_wrong_address_is_said_next_to_its_field_and_the_rest_is_kept()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.ChooseAsync("starsea");
        await visitor.Page.FillAsync("#email", "name@nowhere");
        await visitor.Page.FillAsync("#phone", "13800138000");
        await visitor.Page.ClickAsync("form.checkout button.primary");
        var email = visitor.Page.Locator("#email");
        await Expect(visitor.Page.Locator(".field:has(#email) .error")).ToContainTextAsync("这个邮箱地址不对");
        await Expect(email).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Contains("email-error", await email.GetAttributeAsync("aria-describedby") ?? "", StringComparison.Ordinal);
        await Expect(email).ToHaveValueAsync("name@nowhere");
        await Expect(visitor.Page.Locator("#phone")).ToHaveValueAsync("13800138000");
    }

    [Fact]
    public async Task A_short_look_up_password_and_a_wrong_phone_are_said_next_to_theirs()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.ChooseAsync("starsea");
        await visitor.Page.FillAsync("#email", Shopping.NewEmail());
        await visitor.Page.FillAsync("#lookup_password", "abc");
        await visitor.Page.ClickAsync("form.checkout button.primary");
        await Expect(visitor.Page.Locator(".field:has(#lookup_password) .error")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#lookup_password")).ToHaveValueAsync("");
        await visitor.Page.FillAsync("#phone", "call me");
        await visitor.Page.ClickAsync("form.checkout button.primary");
        await Expect(visitor.Page.Locator(".field:has(#phone) .error")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Sold_out_goods_say_so_and_cannot_be_ordered()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync("/s/demo/p/shiguang");
        await Expect(visitor.Page.Locator("form.buy button.primary")).ToBeDisabledAsync();
        await Expect(visitor.Page.Locator("form.buy button.primary")).ToHaveTextAsync("暂时售罄");
        await visitor.GoAsync("/s/demo/checkout?variant=STUDY-30D");
        await visitor.Page.FillAsync("#email", Shopping.NewEmail());
        await visitor.Page.ClickAsync("form.checkout button.primary");
        await Expect(visitor.Page.Locator(".summary .error")).ToContainTextAsync("库存不够了");
    }

    [Fact]
    public async Task A_quantity_above_the_limit_is_said_next_to_it()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync("/s/demo/checkout?variant=MUSIC-30D&quantity=51");
        await Expect(visitor.Page.Locator(".summary .error")).ToContainTextAsync("1 到 50");
    }

    [Fact]
    public async Task An_order_that_was_not_paid_in_time_says_so_by_itself()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.OrderAsync("starsea");
        await house.EndHoldAsync(await visitor.OrderNoAsync());
        await Expect(visitor.Page.Locator(".chip.bad")).ToHaveTextAsync("已过期");
        await Expect(visitor.Page.Locator(".state")).ToContainTextAsync("已经释放库存");
    }

    [Fact]
    public async Task A_wrong_amount_is_said_in_a_plain_sentence()
    {
        await using var visitor = await house.VisitorAsync();
        await visitor.OrderAsync("starsea");
        await visitor.PayAsync("wrong");
        await Expect(visitor.Page.Locator(".state")).ToContainTextAsync("收到的金额与订单不一致，店家正在核对。请不要再次付款。");
        Assert.Empty(await visitor.KeysAsync());
    }

    [Fact]
    public async Task Paid_after_the_last_key_went_it_says_what_happens_and_then_delivers()
    {
        var variant = Goods.NextScarce();
        var path = await house.AwaitingOrderAsync(variant);
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync(path);
        await Expect(visitor.Page.Locator(".state")).ToContainTextAsync("到货后会自动送到这一页");
        await Goods.AddKeyAsync(house.App.Services, variant, $"SECOND-{variant}");
        await Expect(visitor.Page.Locator(".chip.ok").First).ToHaveTextAsync("已发卡");
    }

    [Theory]
    [InlineData("/o/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/s/nowhere")]
    [InlineData("/s/demo/p/nothing")]
    [InlineData("/s/demo/checkout?variant=NOTHING")]
    public async Task What_is_not_there_is_a_page_with_a_way_on(string address)
    {
        await using var visitor = await house.VisitorAsync();
        Assert.Equal(404, (await visitor.GoAsync(address)).Status);
        await Expect(visitor.Page.Locator("main h1")).ToHaveTextAsync("这里没有你要找的");
        await Expect(visitor.Page.Locator("main a.btn.primary")).ToBeVisibleAsync();
    }
}
