using Diner.Accounts.Permissions;
using Diner.Host.Sandbox;
using Diner.Payments.Health;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>What the operator sees of every shop, through the front door.</summary>
public sealed class OperatorPageSpecs(SqliteFront front) : IClassFixture<SqliteFront>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Money_for_an_order_that_was_paid_before_waits_among_the_unmatched()
    {
        var order = await front.PlaceAsync();
        await front.TellAsync(front.Notification(order));
        await front.TellAsync(front.Notification(order));
        Assert.Contains(order.GetProperty("order_no").GetString()!, await PageAsync("/operator/exceptions?state=unmatched"), StringComparison.Ordinal);
        Assert.DoesNotContain(order.GetProperty("order_no").GetString()!, await PageAsync("/operator/exceptions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_paid_with_another_amount_waits_with_its_clock()
    {
        var order = await front.PlaceAsync();
        await front.TellAsync(front.Notification(order, EpayMischief.WrongAmount));
        Assert.Contains(order.GetProperty("order_no").GetString()!, await PageAsync("/operator/exceptions?state=amount_mismatch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_was_heard_of_shows_when_and_how_often()
    {
        await front.TellAsync(front.Notification(await front.PlaceAsync()));
        await front.Get<StorePulse>().RunOnceAsync(Ct);
        Assert.Contains("100.0%", await PageAsync("/operator/channels?hours=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_found_across_shops_and_shown_without_its_keys()
    {
        var order = await front.PlaceAsync();
        await front.TellAsync(front.Notification(order));
        var number = order.GetProperty("order_no").GetString()!;
        Assert.Contains($"/operator/orders/{number}", await PageAsync($"/operator/orders?no={number}&shop={HttpFront.Shop}"), StringComparison.Ordinal);
        Assert.DoesNotContain(number, await PageAsync($"/operator/orders?shop={HttpFront.OtherShop}"), StringComparison.Ordinal);
        var sheet = await PageAsync($"/operator/orders/{number}");
        Assert.Contains("timeline", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("/reveal", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("method=\"post\" action=\"/operator/orders", sheet, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, path, await front.SeatAsync(null, Role.Administrator));
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
