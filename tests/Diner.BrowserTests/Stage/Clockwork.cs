using Diner.Data.Sql;
using Diner.Data.Storage;

namespace Diner.BrowserTests.Stage;

/// <summary>Lets time pass for one order: its hold ends now, and the job that releases holds does the rest.</summary>
internal static class Clockwork
{
    private static readonly SqlText EndHold = "update ordering_holds set expires_at = $2 where order_id = (select id from ordering_orders where order_no = $1)";
    private static readonly SqlText EndOrder = "update ordering_orders set expires_at = $2 where order_no = $1";

    public static async Task EndHoldAsync(this House house, string orderNo)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var work = await house.Get<Database>().BeginAsync(CancellationToken.None);
        await work.RunAsync(EndHold, CancellationToken.None, orderNo, now);
        await work.RunAsync(EndOrder, CancellationToken.None, orderNo, now);
        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>The path of an order that was paid after its hold ended and the last key had gone to somebody else.</summary>
    public static async Task<string> AwaitingOrderAsync(this House house, string variant)
    {
        var checkout = $"/s/{Goods.CoveredShop}/checkout?variant={variant}";
        await using var late = await house.VisitorAsync(Look.Desk);
        await Goods.AddKeyAsync(house.App.Services, variant, $"FIRST-{variant}");
        await late.GoAsync(checkout);
        var path = await late.CheckOutAsync();
        var cashier = await late.Page.Locator(".pay a.btn.primary").GetAttributeAsync("href");
        await house.EndHoldAsync(await late.OrderNoAsync());
        await late.GoAsync(path);
        await late.Page.Locator(".chip.bad").WaitForAsync();

        await using var early = await house.VisitorAsync(Look.Desk);
        await early.GoAsync(checkout);
        await early.CheckOutAsync();
        await early.PayAsync();
        await early.Page.Locator(".chip.ok").WaitForAsync();

        await late.GoAsync(cashier!);
        await late.SendAsync(late.Page.Locator("button[value=pay]"), url => url.Contains("/o/", StringComparison.Ordinal));
        await late.Page.GetByText("补货中").WaitForAsync();
        return path;
    }
}
