using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Holds;
using Diner.Ordering.Orders;
using Diner.Settlement.Settle;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>Many buyers, one key of idempotency, and the moment a hold ends.</summary>
public abstract class CheckoutRaceSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task The_same_idempotency_key_is_the_same_order()
    {
        var variant = await Shop.SellAsync("GAME", keys: 5);
        var first = await Shop.TryPlaceAsync(Shop.Request("GAME", key: "k"));
        var again = await Shop.TryPlaceAsync(Shop.Request("GAME", key: "k"));
        Assert.Equal(first.Value!.OrderNo, again.Value!.OrderNo);
        Assert.Equal((5, 1), await Shop.StockOfAsync(variant));
    }

    [Fact]
    public async Task The_same_idempotency_key_after_the_payment_is_the_delivered_order()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var first = await Shop.TryPlaceAsync(Shop.Request("GAME", key: "k"));
        await Shop.PayAsync(first.Value!);
        Assert.Equal(OrderStatus.Delivered, (await Shop.TryPlaceAsync(Shop.Request("GAME", key: "k"))).Value!.Status);
    }

    [Fact]
    public async Task The_same_idempotency_key_with_another_request_is_a_conflict()
    {
        await Shop.SellAsync("GAME", keys: 5);
        await Shop.TryPlaceAsync(Shop.Request("GAME", key: "k"));
        Assert.Equal(ProblemCode.IdempotencyConflict, (await Shop.TryPlaceAsync(Shop.Request("GAME", quantity: 2, key: "k"))).Problem?.Code);
        Assert.Equal(ProblemCode.IdempotencyConflict, (await Shop.TryPlaceAsync(Shop.Request("GAME", email: "x@example.com", key: "k"))).Problem?.Code);
    }

    [Fact]
    public async Task Two_shops_may_see_the_same_idempotency_key()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var other = await TestShop.OpenAsync(House);
        await other.SellAsync("GAME", keys: 1);
        Assert.NotEqual((await Shop.TryPlaceAsync(Shop.Request("GAME", key: "k"))).Value!.OrderNo, (await other.TryPlaceAsync(other.Request("GAME", key: "k"))).Value!.OrderNo);
    }

    [Fact]
    public Task Twenty_tries_at_once_with_one_idempotency_key_are_one_order() => RepeatAtOnceAsync(Shop.TryPlaceAsync);

    protected async Task RepeatAtOnceAsync(Func<CheckoutRequest, Task<Result<OrderView>>> placeOnOddTries)
    {
        var variant = await Shop.SellAsync("GAME", keys: 50);
        var placed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            i % 2 == 0 ? Shop.TryPlaceAsync(Shop.Request("GAME", key: "k")) : placeOnOddTries(Shop.Request("GAME", key: "k")))));
        Assert.All(placed, p => Assert.True(p.IsOk, p.Problem?.Detail));
        Assert.Single(placed.Select(p => p.Value!.OrderNo).Distinct());
        Assert.Equal((50, 1), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Sixty_four_buyers_of_fifty_keys_make_exactly_fifty_orders()
    {
        var variant = await Shop.SellAsync("GAME", keys: 50);
        var placed = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() =>
            Shop.TryPlaceAsync(Shop.Request("GAME", email: $"b{i}@example.com", address: $"192.0.2.{i}")))));
        Assert.Equal(50, placed.Count(p => p.IsOk));
        Assert.All(placed.Where(p => !p.IsOk), p => Assert.Equal(ProblemCode.OutOfStock, p.Problem!.Code));
        var outcomes = await Task.WhenAll(placed.Where(p => p.IsOk).Select(p => Task.Run(() => Shop.PayAsync(p.Value!))));
        Assert.All(outcomes, outcome => Assert.Equal(SettlementOutcome.Settled, outcome));
        Assert.Equal((0, 0), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_hold_whose_process_died_is_freed_by_any_other()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        await using var other = await SecondNode.OpenAsync(House);
        await other.Get<ExpireHolds>().RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.Expired, await Shop.StatusAsync(order));
        Assert.Equal((1, 0), await Shop.StockOfAsync(variant));
        await Shop.PlaceAsync("GAME");
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_hold_stands_until_its_last_second()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        House.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.Pending, await Shop.StatusAsync(order));
    }

    [Fact]
    public async Task A_payment_at_the_instant_of_expiry_delivers_once_whoever_is_first()
    {
        var variant = await Shop.SellAsync("GAME", keys: 20);
        var orders = new List<OrderView>();
        for (var i = 0; i < 20; i++)
            orders.Add(await Shop.PlaceAsync("GAME"));
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        var expiring = Task.Run(() => House.Get<ExpireHolds>().RunOnceAsync(Ct), Ct);
        var outcomes = await Task.WhenAll(orders.Select(order => Task.Run(() => Shop.PayAsync(order))));
        await expiring;
        Assert.All(outcomes, outcome => Assert.Equal(SettlementOutcome.Settled, outcome));
        Assert.Equal((0, 0), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }
}

public sealed class CheckoutRacesOnSqlite() : CheckoutRaceSpecs(DatabaseKind.Sqlite);

public sealed class CheckoutRacesOnPostgres() : CheckoutRaceSpecs(DatabaseKind.Postgres)
{
    [Fact]
    public async Task Twenty_tries_at_two_nodes_with_one_idempotency_key_are_one_order()
    {
        await using var second = await SecondNode.OpenAsync(House);
        await RepeatAtOnceAsync(second.PlaceAsync);
    }
}
