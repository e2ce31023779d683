using Diner.Catalog.Products;
using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Settle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class SettlementSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task A_paid_order_has_its_keys()
    {
        var variant = await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME", quantity: 3);
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order));
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        Assert.Equal(3, await Shop.KeysOfAsync(order));
        Assert.Equal((2, 0), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Settling_twice_delivers_keys_once()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order, transaction: "t"));
        Assert.Equal(SettlementOutcome.AlreadySettled, await Shop.PayAsync(order, transaction: "t"));
        Assert.Equal(1, await Shop.KeysOfAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task The_same_notification_fifty_times_in_one_batch_settles_once()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        var outcomes = await Shop.SettleAsync([.. Enumerable.Range(0, 50).Select(_ => Shop.Payment(order, transaction: "t"))]);
        Assert.Single(outcomes, SettlementOutcome.Settled);
        Assert.Equal(49, outcomes.Count(o => o == SettlementOutcome.AlreadySettled));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_second_payment_of_one_order_is_unmatched()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        var outcomes = await Shop.SettleAsync(Shop.Payment(order, transaction: "first"), Shop.Payment(order, transaction: "second"));
        Assert.Equal([SettlementOutcome.Settled, SettlementOutcome.Unmatched], outcomes);
        Assert.Equal(SettlementOutcome.Unmatched, await Shop.PayAsync(order, transaction: "third"));
        Assert.Equal(1, await Shop.KeysOfAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_wrong_amount_waits_for_a_person_and_frees_its_stock()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(SettlementOutcome.AmountMismatch, await Shop.PayAsync(order, minor: 999));
        Assert.Equal(OrderStatus.AmountMismatch, await Shop.StatusAsync(order));
        Assert.Equal((1, 0), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task The_right_amount_after_a_wrong_one_delivers()
    {
        await Shop.SellAsync("GAME", keys: 2);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.PayAsync(order, minor: 1);
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_wrong_and_a_right_amount_for_one_order_in_one_batch_both_find_their_place()
    {
        await Shop.SellAsync("GAME", keys: 2);
        var order = await Shop.PlaceAsync("GAME");
        // One worker, and both in before it starts: two workers could take one each, and then either may come first.
        var lane = new BatchLane<SettlementRequest, SettlementResult>(new LaneOptions("one worker", Capacity: 2, BatchMax: 2, Workers: 1), House.Get<SettlePayments>().RunAsync, NullLogger.Instance);
        Assert.True(lane.TryEnter(Shop.Payment(order, minor: 1), out var wrong) & lane.TryEnter(Shop.Payment(order), out var right));
        await lane.StartAsync(CancellationToken.None);
        await lane.StopAsync(CancellationToken.None);
        Assert.Equal([SettlementOutcome.AmountMismatch, SettlementOutcome.Settled], [(await wrong).Outcome, (await right).Outcome]);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_payment_for_an_unknown_order_is_recorded_as_unmatched()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(SettlementOutcome.Unmatched, await Shop.PayAsync(order with { OrderNo = "D000000-NOSUCHNO" }, transaction: "x"));
        Assert.Equal(SettlementOutcome.AlreadySettled, await Shop.PayAsync(order with { OrderNo = "D000000-NOSUCHNO" }, transaction: "x"));
        Assert.Equal(1, await CountPaymentsAsync(PaymentOutcome.Unmatched));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_payment_through_another_channel_than_the_orders_delivers_nothing()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        var foreign = Shop.Payment(order, channel: House.Get<IdSource>().Next<ChannelId>());
        Assert.Equal([SettlementOutcome.Unmatched], await Shop.SettleAsync(foreign));
        Assert.Equal(OrderStatus.Pending, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(GoodsKind.Loop)]
    [InlineData(GoodsKind.Article)]
    public async Task A_reusable_key_is_handed_to_every_buyer_and_never_runs_out(GoodsKind goods)
    {
        var variant = await Shop.SellAsync("LOOP", keys: 1, kind: goods);
        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(await Shop.PlaceAsync("LOOP", quantity: 2)));
        Assert.Equal((1, 0), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Goods_a_person_fulfils_wait_for_that_person()
    {
        await Shop.SellAsync("HAND", keys: 0, kind: GoodsKind.Manual);
        var order = await Shop.PlaceAsync("HAND");
        Assert.Equal(SettlementOutcome.AwaitingPerson, await Shop.PayAsync(order));
        Assert.Equal(OrderStatus.Manual, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_free_order_is_delivered_at_checkout()
    {
        await Shop.SellAsync("FREE", keys: 1, price: 0);
        var order = await Shop.PlaceAsync("FREE");
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Confirming_a_payment_by_hand_runs_the_same_path_once()
    {
        await Shop.SellAsync("GAME", keys: 2);
        var order = await Shop.PlaceAsync("GAME");
        var confirm = House.Get<ConfirmPaid>();
        Assert.Equal(SettlementOutcome.Settled, (await confirm.RunAsync(TestShop.Lin, order, "bank slip seen", Ct)).Value.Outcome);
        Assert.Equal(ProblemCode.WrongState, (await confirm.RunAsync(TestShop.Lin, order, "again", Ct)).Problem?.Code);
        await using var db = House.Get<Database>().Read();
        Assert.Contains("bank slip seen", await db.Set<Payment>().Where(p => p.Source == PaymentSource.Confirmed).Select(p => p.Raw).SingleAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(["order.confirmed by lin@example.com: bank slip seen"], await Shop.DeedsAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Sixty_four_buyers_pay_at_once_and_each_key_goes_to_one()
    {
        await Shop.SellAsync("GAME", keys: 64);
        var orders = new List<OrderView>();
        for (var i = 0; i < 64; i++)
            orders.Add(await Shop.PlaceAsync("GAME"));
        var outcomes = await Task.WhenAll(orders.Select(order => Task.Run(() => Shop.PayAsync(order))));
        Assert.All(outcomes, outcome => Assert.Equal(SettlementOutcome.Settled, outcome));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task The_same_notification_fifty_times_in_parallel_settles_once()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Shop.PayAsync(order, transaction: "t"))));
        Assert.Single(outcomes, SettlementOutcome.Settled);
        Assert.Equal(49, outcomes.Count(o => o == SettlementOutcome.AlreadySettled));
        await Shop.AssertHealthyAsync();
    }

    private async Task<int> CountPaymentsAsync(PaymentOutcome outcome)
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<Payment>().CountAsync(p => p.Outcome == outcome, Ct);
    }
}

public sealed class SettlementOnSqlite() : SettlementSpecs(DatabaseKind.Sqlite);

public sealed class SettlementOnPostgres() : SettlementSpecs(DatabaseKind.Postgres);
