using Diner.Catalog.Products;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Ordering.Holds;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Settle;
using Diner.Specs.Trade;
using Xunit;

namespace Diner.Specs.Desk;

/// <summary>What staff do to an order.</summary>
public abstract class HandleOrderSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task A_cancelled_order_gives_its_stock_back()
    {
        var variant = await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME", quantity: 2);
        Assert.Null(await House.Get<CancelOrder>().RunAsync(TestShop.Lin, order, "the buyer asked", Ct));
        Assert.Null(await House.Get<CancelOrder>().RunAsync(TestShop.Lin, order, "again", Ct));
        Assert.Equal(OrderStatus.Cancelled, await Shop.StatusAsync(order));
        Assert.Equal((3, 0), await Shop.StockOfAsync(variant));
        Assert.Equal(["order.cancelled by lin@example.com: the buyer asked"], await Shop.DeedsAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_order_whose_time_was_over_stays_expired_when_it_is_cancelled()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME");
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
        Assert.Null(await House.Get<CancelOrder>().RunAsync(TestShop.Lin, order, "", Ct));
        Assert.Equal(OrderStatus.Expired, await Shop.StatusAsync(order));
        Assert.Empty(await Shop.DeedsAsync(order));
    }

    [Fact]
    public async Task Money_for_a_cancelled_order_still_brings_its_keys()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME");
        await House.Get<CancelOrder>().RunAsync(TestShop.Lin, order, "", Ct);
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order));
        Assert.Equal(ProblemCode.WrongState, (await House.Get<CancelOrder>().RunAsync(TestShop.Lin, order, "", Ct))?.Code);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Cancelling_and_paying_at_once_leaves_one_of_both()
    {
        await Shop.SellAsync("GAME", keys: 40);
        var orders = await Shop.PlaceManyAsync("GAME", 20);
        await Task.WhenAll(orders.SelectMany(o => (Task[])[Task.Run(() => House.Get<CancelOrder>().RunAsync(TestShop.Lin, o, "", Ct)), Task.Run(() => Shop.PayAsync(o))]));
        foreach (var order in orders)
            Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Fulfilling_by_hand_is_in_the_audit_trail()
    {
        await Shop.SellAsync("HAND", keys: 0, kind: GoodsKind.Manual);
        var order = await Shop.PlaceAsync("HAND");
        await Shop.PayAsync(order);
        Assert.Null(await House.Get<FulfilOrder>().RunAsync(TestShop.Lin, order, "done", Ct));
        Assert.Equal(["order.fulfilled by lin@example.com: "], await Shop.DeedsAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_mail_is_sent_again_once_it_was_sent()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(ProblemCode.WrongState, (await House.Get<ResendMail>().RunAsync(TestShop.Lin, order, Ct))?.Code);
        await Shop.PayAsync(order);
        var paid = (await House.Get<OrderQueries>().FindAsync(order.Id, Ct))!;
        Assert.Null(await House.Get<ResendMail>().RunAsync(TestShop.Lin, paid, Ct));
        Assert.Equal(ProblemCode.WrongState, (await House.Get<ResendMail>().RunAsync(TestShop.Lin, paid, Ct))?.Code);
        Assert.Single(await House.Get<OrderMails>().OfAsync([order.Id.Value], Ct));
    }

    [Fact]
    public async Task A_note_is_for_colleagues()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(ProblemCode.InvalidRequest, (await House.Get<OrderNotes>().AddAsync(TestShop.Lin, order, "  ", Ct))?.Code);
        Assert.Null(await House.Get<OrderNotes>().AddAsync(TestShop.Lin, order, "called back", Ct));
        Assert.Equal(("lin@example.com", "called back"), (await House.Get<OrderNotes>().OfOrderAsync(order.Id, Ct)) is [var note] ? (note.Who, note.Text) : default);
    }

    [Fact]
    public async Task Looks_at_a_page_are_counted_by_the_hour()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME");
        var views = House.Get<PageViews>();
        foreach (var minute in Enumerable.Range(0, 3))
        {
            House.Clock.Advance(TimeSpan.FromMinutes(minute));
            views.Note(order.Id, showedKeys: false);
            await views.RunOnceAsync(Ct);
        }

        var seen = Assert.Single(await views.OfOrderAsync(order.Id, Ct));
        Assert.Equal((3, TimeSpan.FromMinutes(3), false), (seen.Count, seen.LastAt - seen.FirstAt, seen.ShowedKeys));
    }
}

public sealed class HandleOrderOnSqlite() : HandleOrderSpecs(DatabaseKind.Sqlite);

public sealed class HandleOrderOnPostgres() : HandleOrderSpecs(DatabaseKind.Postgres);
