using Diner.Data.Storage;
using Diner.Ordering.Trade;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class TradeFigureSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private Task<TradeFigures> TodayAsync() =>
        House.Get<ReadTrade>().RunAsync(Shop.Id, House.Clock.GetUtcNow().AddHours(-1), House.Clock.GetUtcNow().AddSeconds(1), Ct);

    [Fact]
    public async Task A_day_without_orders_has_no_conversion_and_no_delivery_time() =>
        Assert.Equal((new TradeFigures(0, 0, 0, 0, null, null), null), (await TodayAsync(), (await TodayAsync()).Conversion));

    [Fact]
    public async Task Orders_buyers_revenue_and_conversion_count_what_was_paid()
    {
        await Shop.SellAsync("GAME", keys: 10);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME", email: "one@example.com"));
        await Shop.PayAsync(await Shop.PlaceAsync("GAME", quantity: 2, email: "one@example.com"));
        await Shop.PayAsync(await Shop.PlaceAsync("GAME", email: "two@example.com"));
        await Shop.PlaceAsync("GAME");
        var today = await TodayAsync();
        Assert.Equal((4, 3, 2, 4000, 0.75), (today.Placed, today.Paid, today.Buyers, today.RevenueMinor, today.Conversion));
    }

    [Fact]
    public async Task Delivery_times_are_the_time_that_half_and_95_of_100_took_at_most()
    {
        await Shop.SellAsync("GAME", keys: 20);
        foreach (var order in await Shop.PlaceManyAsync("GAME", 20))
        {
            var payment = Shop.Payment(order);
            House.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Shop.SettleAsync(payment with { ReceivedAt = House.Clock.GetUtcNow().AddMilliseconds(-100) });
        }

        var today = await TodayAsync();
        Assert.Equal(100, Assert.NotNull(today.MedianMs), tolerance: 1);
        Assert.Equal(100, Assert.NotNull(today.P95Ms), tolerance: 1);
    }

    [Fact]
    public async Task Another_shops_orders_and_another_days_are_not_counted()
    {
        await Shop.SellAsync("GAME", keys: 2);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        var neighbour = await TestShop.OpenAsync(House);
        Assert.Equal(0, (await House.Get<ReadTrade>().RunAsync(neighbour.Id, House.Clock.GetUtcNow().AddDays(-1), House.Clock.GetUtcNow().AddDays(1), Ct)).Placed);
        House.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, (await TodayAsync()).Placed);
    }
}

public sealed class TradeFiguresOnSqlite() : TradeFigureSpecs(DatabaseKind.Sqlite);

public sealed class TradeFiguresOnPostgres() : TradeFigureSpecs(DatabaseKind.Postgres);
