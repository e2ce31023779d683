using Diner.Accounts.Permissions;
using Diner.BrowserTests.Stage;
using Diner.Kernel;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>A buyer pays at each provider, on its double's own page, a clerk sends the money back, and at each step both sides' books say the same.</summary>
public sealed class PayStories(House house)
{
    [Theory]
    [InlineData("alipay")]
    [InlineData("wechatpay")]
    [InlineData("epay")]
    [InlineData("stripe")]
    [InlineData("paypal")]
    [InlineData("btcpay")]
    [InlineData("tokenpay")]
    [InlineData("epusdt")]
    public async Task A_buyer_on_a_phone_pays_and_has_the_key_and_a_clerk_sends_the_money_back(string type)
    {
        await using var visitor = await house.VisitorAsync();
        await using var till = await Till.OpenAsync(house, type);
        await visitor.OrderAsync(Till.Product, shop: till.Shop.Slug);
        var orderNo = await visitor.OrderNoAsync();
        await till.PayAsync(visitor, orderNo);

        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1);
        Assert.StartsWith($"NIGHT-{type}-", Assert.Single(await visitor.KeysAsync()), StringComparison.Ordinal);
        Assert.Equal(till.Theirs(), await till.OursAsync(orderNo));
        Assert.Empty(visitor.Troubles);

        await using var clerk = await house.ClerkAsync(Look.Desk, MerchantId.House, Role.Owner);
        await till.SendBackAsync(clerk, orderNo);
        Assert.Equal((orderNo, 12_34, till.SendsBack ? 12_34 : 0), Assert.Single(till.Theirs().Select(booked => (booked.OrderNo, booked.PaidMinor, booked.SentBackMinor))));
        Assert.Equal(till.Theirs(), await till.OursAsync(orderNo));
        clerk.AssertClean();
    }
}
