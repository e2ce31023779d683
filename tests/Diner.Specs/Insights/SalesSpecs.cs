using Diner.Data.Storage;
using Diner.Insights.Sales;
using Diner.Specs.Trade;
using Xunit;

namespace Diner.Specs.Insights;

/// <summary>What the counter knows of today's trade and of how fast things sell.</summary>
public abstract class SalesSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private SalesRates Rates => House.Get<SalesRates>();

    [Fact]
    public async Task A_delivered_order_counts_once_however_often_the_feed_is_read()
    {
        var variant = await Shop.SellAsync("GAME", keys: 10);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME", quantity: 3));
        await CountAsync();
        await CountAsync();
        Assert.Equal(3, (await Rates.PerDayAsync(Shop.Id, Ct))[variant]);
    }

    [Fact]
    public async Task An_unpaid_order_counts_nothing()
    {
        await Shop.SellAsync("GAME", keys: 10);
        await Shop.PlaceAsync("GAME");
        await CountAsync();
        Assert.Empty(await Rates.PerDayAsync(Shop.Id, Ct));
    }

    [Fact]
    public async Task A_rate_is_the_mean_of_the_days_since_the_first_sale()
    {
        var variant = await Shop.SellAsync("GAME", keys: 10);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME", quantity: 4));
        House.Clock.Advance(TimeSpan.FromDays(4));
        await Shop.PayAsync(await Shop.PlaceAsync("GAME", quantity: 4));
        await CountAsync();
        Assert.Equal(2, (await Rates.PerDayAsync(Shop.Id, Ct))[variant], tolerance: 0.05);
    }

    [Fact]
    public async Task A_sale_of_more_than_four_weeks_ago_is_forgotten()
    {
        await Shop.SellAsync("GAME", keys: 10);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        await CountAsync();
        House.Clock.Advance(TimeSpan.FromDays(SalesRates.WindowDays + 1));
        Assert.Empty(await Rates.PerDayAsync(Shop.Id, Ct));
    }

    private async Task CountAsync()
    {
        await Feed.ShowsAllAsync(House, Ct);
        await House.Get<CountSales>().CatchUpAsync(Ct);
    }
}

public sealed class SalesOnSqlite() : SalesSpecs(DatabaseKind.Sqlite);

public sealed class SalesOnPostgres() : SalesSpecs(DatabaseKind.Postgres);
