using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Holds;
using Diner.Ordering.Orders;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Settle;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>Who gets the keys when there are too few, they come late, or they expire.</summary>
public abstract class ScarceStockSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task A_late_payment_is_settled_when_stock_allows()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await PlaceAndExpireAsync();
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_late_payment_does_not_take_a_key_that_is_held_for_another_buyer()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var late = await PlaceAndExpireAsync();
        var holder = await Shop.PlaceAsync("GAME");
        Assert.Equal([SettlementOutcome.AwaitingStock, SettlementOutcome.Settled], await Shop.SettleAsync(Shop.Payment(late), Shop.Payment(holder)));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_paid_order_without_stock_is_delivered_the_moment_keys_come()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var late = await PlaceAndExpireAsync();
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        Assert.Equal(SettlementOutcome.AwaitingStock, await Shop.PayAsync(late));
        await Shop.AssertHealthyAsync();

        await Shop.StockAsync(variant, 1);
        await House.Get<DeliverWaitingOrders>().RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(late));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Keys_that_come_are_promised_to_who_has_paid_and_waits()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var late = await PlaceAndExpireAsync();
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        await Shop.PayAsync(late);
        await Shop.StockAsync(variant, 1);
        Assert.Equal(ProblemCode.OutOfStock, (await Shop.TryPlaceAsync(Shop.Request("GAME"))).Problem?.Code);
    }

    [Fact]
    public async Task An_order_gets_all_of_its_keys_or_none()
    {
        var variant = await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME", quantity: 3);
        await RemoveOneKeyAsync(variant);
        Assert.Equal(SettlementOutcome.AwaitingStock, await Shop.PayAsync(order));
        Assert.Equal(0, await Shop.KeysOfAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_expired_key_is_never_allocated()
    {
        var variant = await Shop.SellAsync("GAME", keys: 0);
        await Shop.StockAsync(variant, 1, expiresAt: House.Clock.GetUtcNow().AddMinutes(1));
        var order = await Shop.PlaceAsync("GAME");
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(SettlementOutcome.AwaitingStock, await Shop.PayAsync(order));
    }

    [Fact]
    public async Task Keys_that_expire_soonest_are_sold_first()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var soon = House.Clock.GetUtcNow().AddDays(1);
        await Shop.StockAsync(variant, 1, expiresAt: soon);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.PayAsync(order);
        await using var db = House.Get<Database>().Read();
        Assert.Equal(soon, await db.Set<Diner.Vault.Keys.StoredKey>().Where(k => k.OrderId == order.Id).Select(k => k.ExpiresAt).SingleAsync(Ct));
    }

    private async Task<OrderView> PlaceAndExpireAsync()
    {
        var order = await Shop.PlaceAsync("GAME");
        House.Clock.Advance(TimeSpan.FromMinutes(16));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.Expired, await Shop.StatusAsync(order));
        return order;
    }

    private async Task RemoveOneKeyAsync(VariantId variant)
    {
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        var key = await work.Db.Set<Diner.Vault.Keys.StoredKey>().FirstAsync(k => k.VariantId == variant, Ct);
        key.State = Diner.Vault.Keys.KeyState.Recycled;
        (await work.Db.Set<Diner.Vault.Stock.StockRow>().SingleAsync(s => s.VariantId == variant, Ct)).OnHand--;
        await work.CommitAsync(Ct);
    }
}

public sealed class ScarceStockOnSqlite() : ScarceStockSpecs(DatabaseKind.Sqlite);

public sealed class ScarceStockOnPostgres() : ScarceStockSpecs(DatabaseKind.Postgres);
