using Diner.BrowserTests.Stage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Diner.BrowserTests.Stories;

/// <summary>A buyer pays at each provider, on its double's own page, and both sides' books say the same.</summary>
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
    public async Task A_buyer_on_a_phone_pays_at_the_provider_and_sees_the_key(string type)
    {
        await using var visitor = await house.VisitorAsync();
        await using var till = await Till.OpenAsync(house, type);
        await visitor.OrderAsync(Till.Product, shop: till.Shop.Slug);
        var orderNo = await visitor.OrderNoAsync();
        await till.PayAsync(visitor, orderNo);

        await Expect(visitor.Page.Locator("[data-key]")).ToHaveCountAsync(1);
        Assert.StartsWith($"NIGHT-{type}-", Assert.Single(await visitor.KeysAsync()), StringComparison.Ordinal);
        Assert.Equal(new Booked(orderNo, Assert.Single(till.Theirs()).TransactionId, 12_34), Assert.Single(till.Theirs()));
        Assert.Equal(till.Theirs(), await till.OursAsync(orderNo));
        Assert.Empty(visitor.Troubles);
    }
}
