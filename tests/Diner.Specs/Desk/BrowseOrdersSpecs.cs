using Diner.Coupons.Rules;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Browse;
using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Specs.Trade;
using Xunit;

namespace Diner.Specs.Desk;

public abstract class BrowseOrdersSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private OrderFilter All => new(Shop.Id);

    [Fact]
    public async Task Pages_go_from_new_to_old_and_miss_nothing()
    {
        await Shop.SellAsync("GAME", keys: 50);
        var placed = await Shop.PlaceManyAsync("GAME", 23);
        var seen = new List<OrderId>();
        OrderId? after = null;
        do
        {
            var page = await ListAsync(All, after, size: 5);
            seen.AddRange(page.Orders.Select(o => o.Id));
            after = page.After;
        }
        while (after is not null);
        Assert.Equal(placed.Select(o => o.Id).Reverse(), seen);
    }

    [Fact]
    public async Task Each_filter_finds_what_it_says()
    {
        var (game, card) = (await Shop.SellAsync("GAME", keys: 9), await Shop.SellAsync("CARD", keys: 9, price: 500));
        var paid = await Shop.PlaceAsync("GAME", quantity: 2, email: "me@example.com");
        await Shop.PayAsync(paid, transaction: "T-1");
        House.Clock.Advance(TimeSpan.FromHours(1));
        var open = await Shop.PlaceAsync("CARD");
        var wrong = await Shop.PlaceAsync("CARD");
        await Shop.PayAsync(wrong, minor: 1);

        await FindsAsync(All with { Status = OrderStatus.Delivered }, paid);
        await FindsAsync(All with { Status = OrderStatus.Pending }, open);
        await FindsAsync(All with { Status = OrderStatus.AmountMismatch }, wrong);
        await FindsAsync(All with { Status = OrderStatus.Manual });
        await FindsAsync(All with { IsWaiting = true }, wrong);
        await FindsAsync(All with { Variants = [card] }, wrong, open);
        await FindsAsync(All with { Variants = [card, game] }, wrong, open, paid);
        await FindsAsync(All with { Channel = Shop.Channel }, wrong, open, paid);
        await FindsAsync(All with { Channel = House.Get<IdSource>().Next<ChannelId>() });
        await FindsAsync(All with { AmountMinorMin = 2000 }, paid);
        await FindsAsync(All with { AmountMinorMax = 1999 }, wrong, open);
        await FindsAsync(All with { From = open.CreatedAt }, wrong, open);
        await FindsAsync(All with { Until = open.CreatedAt }, paid);
        await FindsAsync(All with { OrderNo = paid.OrderNo.ToLowerInvariant() }, paid);
        await FindsAsync(All with { Among = [paid.Id, open.Id] }, open, paid);
        await FindsAsync(All with { Among = [] });
        await FindsAsync(All with { ContactHash = await House.Get<BuyerHashes>().ContactAsync(" ME@example.com", Ct) }, paid);
        await FindsAsync(All with { Status = OrderStatus.Delivered, Variants = [game], AmountMinorMin = 1, From = paid.CreatedAt }, paid);
        Assert.Equal(paid.OrderNo, await House.Get<PaymentRecords>().OrderNoOfAsync(Shop.Id, "T-1", Ct));
        Assert.Equal(new Dictionary<OrderStatus, int> { [OrderStatus.AmountMismatch] = 1 }, await House.Get<BrowseOrders>().CountWaitingAsync(Shop.Id, Ct));
    }

    [Fact]
    public async Task A_coupons_orders_are_found_by_its_code()
    {
        await Shop.SellAsync("GAME", keys: 9);
        await Shop.PlaceAsync("GAME");
        await PlaceWithAsync("OTHER", 1);
        var (first, second) = (await PlaceWithAsync("SAVE10", 2), await PlaceWithAsync("SAVE10", 3));
        await FindsAsync(All with { CouponCode = "SAVE10" }, second, first);
        await FindsAsync(All with { CouponCode = "SAVE10", Status = OrderStatus.Delivered });
        foreach (var nobodys in (string[])["SAVE", "save10", "' or 1=1 --", "SAVE10' or '1'='1", ""])
            await FindsAsync(All with { CouponCode = nobodys });
        await FindsAsync(new OrderFilter((await TestShop.OpenAsync(House)).Id) { CouponCode = "SAVE10" });
        Assert.Equal(first.Id, Assert.Single((await ListAsync(All with { CouponCode = "SAVE10" }, second.Id)).Orders).Id);
    }

    [Fact]
    public async Task Another_shops_orders_are_not_there_whatever_is_asked()
    {
        var theirs = await TestShop.OpenAsync(House);
        var variant = await theirs.SellAsync("GAME", keys: 5);
        var order = await theirs.PlaceAsync("GAME", email: "me@example.com");
        await theirs.PayAsync(order, transaction: "T-9");
        await FindsAsync(All with { OrderNo = order.OrderNo });
        await FindsAsync(All with { Among = [order.Id] });
        await FindsAsync(All with { Variants = [variant] });
        await FindsAsync(All with { Channel = theirs.Channel });
        await FindsAsync(All with { ContactHash = await House.Get<BuyerHashes>().ContactAsync("me@example.com", Ct) });
        Assert.Null(await House.Get<BrowseOrders>().SheetAsync(Shop.Id, order.OrderNo, Ct));
        Assert.Empty(await House.Get<BrowseOrders>().FindAsync(Shop.Id, [order.Id], Ct));
        Assert.Null(await House.Get<PaymentRecords>().OrderNoOfAsync(Shop.Id, "T-9", Ct));
    }

    [Fact]
    public async Task The_operator_finds_orders_of_every_shop_by_each_filter()
    {
        var theirs = await TestShop.OpenAsync(House);
        await Shop.SellAsync("GAME", keys: 5);
        var card = await theirs.SellAsync("CARD", keys: 5);
        var ours = await Shop.PlaceAsync("GAME", email: "me@example.com");
        var other = await theirs.PlaceAsync("CARD", email: "me@example.com");
        var open = await theirs.PlaceAsync("CARD", email: "you@example.com");
        await Shop.PayAsync(ours, transaction: "T-1");
        await theirs.PayAsync(other, minor: 1, transaction: "T-1");
        var (all, contact) = (OrderFilter.Everywhere, await House.Get<BuyerHashes>().ContactAsync("me@example.com", Ct));

        await FindsAsync(all, open, other, ours);
        await FindsAsync(all with { Shops = [theirs.Id] }, open, other);
        await FindsAsync(all with { Shops = [theirs.Id, Shop.Id], Status = OrderStatus.Delivered }, ours);
        await FindsAsync(all with { Status = OrderStatus.Pending }, open);
        await FindsAsync(all with { IsWaiting = true }, other);
        await FindsAsync(all with { IsWaiting = true, Shops = [Shop.Id] });
        await FindsAsync(all with { Variants = [card] }, open, other);
        await FindsAsync(all with { Channel = Shop.Channel }, ours);
        await FindsAsync(all with { OrderNo = other.OrderNo }, other);
        await FindsAsync(all with { OrderNo = other.OrderNo, Shops = [Shop.Id] });
        await FindsAsync(all with { ContactHash = contact, Shops = [theirs.Id, Shop.Id] }, other, ours);
        await FindsAsync(all with { ContactHash = contact, Shops = [theirs.Id] }, other);
        await FindsAsync(all with { Among = await House.Get<PaymentRecords>().OrdersOfAsync("T-1", Ct) }, other, ours);
        await FindsAsync(all with { Until = ours.CreatedAt });
        Assert.Equal(theirs.Id, await House.Get<BrowseOrders>().ShopOfAsync(other.OrderNo.ToLowerInvariant(), Ct));
    }

    [Fact]
    public async Task Pages_across_shops_miss_nothing()
    {
        var theirs = await TestShop.OpenAsync(House);
        await Shop.SellAsync("GAME", keys: 20);
        await theirs.SellAsync("GAME", keys: 20);
        var placed = (await Shop.PlaceManyAsync("GAME", 7)).Concat(await theirs.PlaceManyAsync("GAME", 6)).Select(o => o.Id).ToHashSet();
        foreach (var filter in (OrderFilter[])[OrderFilter.Everywhere, OrderFilter.Everywhere with { Shops = [Shop.Id, theirs.Id] }])
        {
            var seen = new List<OrderId>();
            for (var page = await ListAsync(filter, null, 4); ; page = await ListAsync(filter, page.After, 4))
            {
                seen.AddRange(page.Orders.Select(o => o.Id));
                if (page.After is null)
                    break;
            }

            Assert.Equal(placed.OrderByDescending(id => id.Value), seen);
        }
    }

    [Fact]
    public async Task What_was_told_of_an_order_is_shown_without_its_signature()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var order = await Shop.PlaceAsync("GAME");
        var told = Shop.Payment(order, transaction: "T-1");
        await Shop.SettleAsync(told);
        await Shop.PayAsync(order, transaction: "T-2");
        var records = await House.Get<PaymentRecords>().OfOrderAsync(Shop.Id, order.Id, order.OrderNo, Ct);
        Assert.Equal([("T-1", PaymentOutcome.Applied), ("T-2", PaymentOutcome.Unmatched)], records.Select(r => (r.ProviderTransactionId, r.Outcome)));
    }

    private async Task<OrderView> PlaceWithAsync(string code, int buyer)
    {
        await House.Get<SaveCoupon>().RunAsync(TestShop.Lin, new CouponDraft { ShopId = Shop.Id, Name = code, Code = code, Terms = new CouponTerms { AmountMinor = 100 } }, Ct);
        return (await Shop.TryPlaceAsync(Shop.Request("GAME", email: $"b{buyer}@example.com", address: $"2001:db8:{buyer:x}::1") with { Coupon = code })).Value!;
    }

    private Task<OrderPage> ListAsync(OrderFilter filter, OrderId? after = null, int size = 50) => House.Get<BrowseOrders>().PageAsync(filter, after, size, Ct);

    private async Task FindsAsync(OrderFilter filter, params OrderView[] expected)
    {
        var page = await ListAsync(filter);
        Assert.Equal(expected.Select(o => o.OrderNo), page.Orders.Select(o => o.OrderNo));
        Assert.Equal((null, null), (page.After, page.SearchedTo));
    }
}

public sealed class BrowseOrdersOnSqlite() : BrowseOrdersSpecs(DatabaseKind.Sqlite);

public sealed class BrowseOrdersOnPostgres() : BrowseOrdersSpecs(DatabaseKind.Postgres);
