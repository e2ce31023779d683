using Diner.Data.Lanes;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Postings;
using Diner.Ordering.Holds;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Settle;
using Diner.Vault.Keys;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>
/// Each test is named after a card shop that had the bug, and says what cannot happen here. Those that are about reading a notification
/// over HTTP stand in <see cref="Diner.Specs.Http"/>.
/// </summary>
public abstract class PeerBugSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task Bug_dujiaoka_two_orders_settled_at_once_cannot_get_the_same_card()
    {
        await Shop.SellAsync("GAME", keys: 40);
        var orders = await Shop.PlaceManyAsync("GAME", 20, quantity: 2);
        await Task.WhenAll(orders.Select(order => Task.Run(() => Shop.PayAsync(order))));
        await using var db = House.Get<Database>().Read();
        var sold = await db.Set<StoredKey>().Where(k => k.OrderId != null).Select(k => k.Id).ToListAsync(Ct);
        Assert.Equal((40, 40), (sold.Count, sold.Distinct().Count()));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_dujiaoka_a_finished_order_cannot_be_processed_again()
    {
        await Shop.SellAsync("GAME", keys: 5);
        await Shop.SellAsync("HAND", keys: 0, kind: Diner.Catalog.Products.GoodsKind.Manual);
        foreach (var order in (OrderView[])[await Shop.PlaceAsync("GAME"), await Shop.PlaceAsync("HAND")])
        {
            await Shop.PayAsync(order, transaction: $"1-{order.OrderNo}");
            var status = await Shop.StatusAsync(order);
            Assert.Equal(SettlementOutcome.Unmatched, await Shop.PayAsync(order, transaction: $"2-{order.OrderNo}"));
            Assert.Equal(status, await Shop.StatusAsync(order));
        }

        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_dujiaoka_a_duplicate_notification_cannot_throw_it_is_answered_as_settled()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.PayAsync(order, transaction: "t");
        for (var i = 0; i < 3; i++)
            Assert.Equal(SettlementOutcome.AlreadySettled, await Shop.PayAsync(order, transaction: "t"));
    }

    [Fact]
    public async Task Bug_dujiaoka_a_key_promised_at_checkout_cannot_be_sold_to_another_before_it_is_paid()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(ProblemCode.OutOfStock, (await Shop.TryPlaceAsync(Shop.Request("GAME", email: "second@example.com"))).Problem?.Code);
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order));
    }

    [Fact]
    public async Task Bug_dujiao_next_two_notifications_at_once_cannot_both_mark_the_order_paid()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Shop.PayAsync(order, transaction: $"t{i}"))));
        Assert.Equal((1, 15), (outcomes.Count(o => o == SettlementOutcome.Settled), outcomes.Count(o => o == SettlementOutcome.Unmatched)));
        Assert.Equal((1, 15, 1), (await Shop.PostingsAsync(PostingKind.Sale), await Shop.PostingsAsync(PostingKind.Unmatched), await Shop.KeysOfAsync(order)));
        await Shop.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1001)]
    public async Task Bug_dujiao_next_an_amount_of_zero_or_any_other_cannot_skip_the_check(long minor)
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(SettlementOutcome.AmountMismatch, await Shop.PayAsync(order, minor));
        Assert.Equal(0, await Shop.KeysOfAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_dujiao_next_an_amount_that_is_no_amount_cannot_settle()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        var payment = Shop.Payment(order).Payment! with { Amount = null };
        Assert.Equal([SettlementOutcome.AmountMismatch], await Shop.SettleAsync(SettlementRequest.Notified(Shop.Id, payment, House.Clock.GetUtcNow())));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_dujiao_next_money_for_an_expired_order_cannot_be_lost()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await PlaceAndExpireAsync();
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order));
        Assert.Equal(1, await Shop.KeysOfAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_dujiao_next_a_delivery_cannot_be_forgotten_between_commit_and_queue()
    {
        await Shop.SellAsync("GAME", keys: 1);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        await using var db = House.Get<Database>().Read();
        Assert.Equal(1, await db.Set<Diner.Data.Events.EventRow>().CountAsync(e => e.Kind == Diner.Settlement.OrderDelivered.Kind, Ct));
    }

    [Fact]
    public async Task Bug_acg_faka_a_paid_order_with_stock_cannot_get_an_apology_instead_of_a_key()
    {
        await Shop.SellAsync("GAME", keys: 64);
        var orders = await Shop.PlaceManyAsync("GAME", 64);
        var outcomes = await Task.WhenAll(orders.Select(order => Task.Run(() => Shop.PayAsync(order))));
        Assert.All(outcomes, outcome => Assert.Equal(SettlementOutcome.Settled, outcome));
        foreach (var order in orders)
            Assert.Equal((OrderStatus.Delivered, 1), (await Shop.StatusAsync(order), await Shop.KeysOfAsync(order)));
    }

    [Fact]
    public async Task Bug_acg_faka_a_paid_order_without_stock_cannot_call_itself_delivered()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var late = await PlaceAndExpireAsync();
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"));
        Assert.Equal(SettlementOutcome.AwaitingStock, await Shop.PayAsync(late));
        Assert.Equal(OrderStatus.AwaitingStock, await Shop.StatusAsync(late));
        await Shop.StockAsync(variant, 1);
        await House.Get<DeliverWaitingOrders>().RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(late));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_zfaka_a_failure_in_the_middle_cannot_leave_an_order_paid_without_its_card()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await SetOnHandAsync(variant, 0);
        await Assert.ThrowsAnyAsync<Exception>(() => Shop.PayAsync(order, transaction: "t"));
        Assert.Equal((OrderStatus.Pending, 0, 0), (await Shop.StatusAsync(order), await Shop.KeysOfAsync(order), await CountAsync<Payment>()));
        await SetOnHandAsync(variant, 1);
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order, transaction: "t"));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_kamiFaka_success_cannot_be_answered_before_the_delivery_is_committed()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await SetOnHandAsync(variant, 0);
        Assert.True(House.Get<BatchLane<SettlementRequest, SettlementResult>>().TryEnter(Shop.Payment(order), out var settling));
        await Assert.ThrowsAnyAsync<Exception>(() => settling);
        await SetOnHandAsync(variant, 1);
    }

    [Fact]
    public async Task Bug_kamiFaka_an_order_of_several_cannot_be_delivered_in_part()
    {
        var variant = await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME", quantity: 3);
        Assert.True((await House.Get<Diner.Vault.Pools.RecycleKeys>().OneAsync(TestShop.Lin, Shop.Id, await AnyKeyAsync(variant), Ct)) == 1);
        Assert.Equal(SettlementOutcome.AwaitingStock, await Shop.PayAsync(order));
        Assert.Equal(0, await Shop.KeysOfAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_kamiFaka_a_buyer_cannot_choose_an_order_number()
    {
        await Shop.SellAsync("GAME", keys: 2);
        var (one, two) = (await Shop.PlaceAsync("GAME"), await Shop.PlaceAsync("GAME"));
        Assert.NotEqual(one.OrderNo, two.OrderNo);
        Assert.Matches("^D[0-9]{6}-[0-9A-HJKMNP-TV-Z]{8}$", one.OrderNo);
    }

    [Fact]
    public async Task Bug_qs_faka_sales_at_once_cannot_lose_the_merchants_money()
    {
        await Shop.SellAsync("GAME", keys: 40);
        var orders = await Shop.PlaceManyAsync("GAME", 40);
        await Task.WhenAll(orders.Select(order => Task.Run(() => Shop.PayAsync(order))));
        await using var db = House.Get<Database>().Read();
        var entries = await db.Set<Entry>().ToListAsync(Ct);
        Assert.Equal(-40 * 985L, entries.Where(e => e.Account == AccountKind.MerchantPayable).Sum(e => e.AmountMinor));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Bug_qs_faka_looking_at_an_order_cannot_be_what_delivers_it()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.PayAsync(order);
        await using var db = House.Get<Database>().Read();
        Assert.NotNull((await db.Set<Order>().SingleAsync(o => o.Id == order.Id, Ct)).DeliveredAt);
        Assert.Equal(1, await Shop.KeysOfAsync(order));
    }

    private async Task<OrderView> PlaceAndExpireAsync()
    {
        var order = await Shop.PlaceAsync("GAME");
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.Expired, await Shop.StatusAsync(order));
        return order;
    }

    private async Task<KeyId> AnyKeyAsync(VariantId variant)
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<StoredKey>().Where(k => k.VariantId == variant).Select(k => k.Id).FirstAsync(Ct);
    }

    private async Task<int> CountAsync<T>()
        where T : class
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<T>().CountAsync(Ct);
    }

    // A counter that is wrong makes the last statement of the batch fail: everything before it must be undone.
    private Task SetOnHandAsync(VariantId variant, int count) =>
        House.Get<Database>().WriteAsync(work => work.RunAsync((SqlText)"update vault_stock set on_hand = $2 where variant_id = $1", Ct, variant.Value, (long)count), Ct);
}

public sealed class PeerBugsOnSqlite() : PeerBugSpecs(DatabaseKind.Sqlite);

public sealed class PeerBugsOnPostgres() : PeerBugSpecs(DatabaseKind.Postgres);
