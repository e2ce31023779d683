using Diner.Coupons.Rules;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Holds;
using Diner.Ordering.Orders;
using Diner.Ordering.Staff;
using Diner.Settlement.Settle;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>
/// Whoever takes rows of orders, coupons and stock takes them in one order. The lanes are gone around here, because they run what was the
/// victim of a deadlock again and nobody would see it.
/// </summary>
public abstract class LockOrderSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private const int Buyers = 40;
    private const string Code = "LAMP";

    [Fact]
    public async Task Late_payments_with_a_coupon_and_checkouts_with_it_never_wait_for_each_other_in_a_circle()
    {
        var variant = await SellWithCouponAsync(keys: 4 * Buyers);
        var late = await PlaceManyAsync(0);
        await ExpireAsync();
        var placing = Enumerable.Range(Buyers, Buyers).Select(i => Task.Run(() => CheckOutAsync(i))).ToList();
        var paying = late.Select(order => Task.Run(() => Shop.PayAsync(order))).ToList();

        Assert.All(await Task.WhenAll(paying), outcome => Assert.Equal(SettlementOutcome.Settled, outcome));
        Assert.All(await Task.WhenAll(placing), placed => Assert.True(placed.IsOk, placed.Problem?.Detail));
        Assert.Equal((3 * Buyers, Buyers), await Shop.StockOfAsync(variant));
        Assert.Equal(2 * Buyers, await UsedAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Everything_that_moves_a_coupons_orders_at_once_leaves_exact_counts()
    {
        var variant = await SellWithCouponAsync(keys: 5 * Buyers);
        var late = await PlaceManyAsync(0);
        await ExpireAsync();
        var (cancelled, open) = (await PlaceManyAsync(Buyers), await PlaceManyAsync(2 * Buyers));
        await Task.WhenAll(
        [
            .. late.Chunk(4).Select(orders => Task.Run(() => Shop.SettleAsync([.. orders.Select(order => Shop.Payment(order))]))),
            .. cancelled.Select(order => Task.Run(() => House.Get<CancelOrder>().RunAsync(TestShop.Lin, order, "", Ct))),
            .. open.Chunk(4).Select(orders => Task.Run(() => Shop.SettleAsync([.. orders.Select(order => Shop.Payment(order))]))),
            .. Enumerable.Range(3 * Buyers, Buyers).Select(i => Task.Run(() => CheckOutAsync(i))),
            .. Enumerable.Range(1, 5).Select(i => Task.Run(() => RenameAsync(i))),
        ]);

        Assert.Equal((3 * Buyers, Buyers), await Shop.StockOfAsync(variant));
        Assert.Equal(3 * Buyers, await UsedAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_wrong_amount_beside_late_payments_keeps_the_order_of_locks()
    {
        var variant = await SellWithCouponAsync(keys: 4 * Buyers);
        var late = await PlaceManyAsync(0);
        await ExpireAsync();
        await Task.WhenAll(
        [
            .. late.Chunk(2).Select(two => Task.Run(() => Shop.SettleAsync(Shop.Payment(two[0], minor: 1), Shop.Payment(two[1])))),
            .. Enumerable.Range(Buyers, Buyers).Select(i => Task.Run(() => CheckOutAsync(i))),
        ]);

        Assert.Equal(((4 * Buyers) - (Buyers / 2), Buyers), await Shop.StockOfAsync(variant));
        Assert.Equal(2 * Buyers, await UsedAsync());
        await Shop.AssertHealthyAsync();
    }

    private async Task<VariantId> SellWithCouponAsync(int keys)
    {
        await SaveAsync(new CouponDraft { ShopId = Shop.Id, Name = "Lamp", Code = Code, Terms = new CouponTerms { AmountMinor = 100 } });
        return await Shop.SellAsync("GAME", keys);
    }

    // The coupon's own row is locked by checkouts too once it limits a buyer.
    private async Task RenameAsync(int i) => await SaveAsync(new CouponDraft
    {
        ShopId = Shop.Id, Id = (await CouponAsync()).Id, Name = $"Lamp {i}", Code = Code, Terms = new CouponTerms { AmountMinor = 100 }, UsesMax = 10_000 + i, UsesMaxPerBuyer = 5,
    });

    private async Task SaveAsync(CouponDraft draft)
    {
        var saved = await House.Get<SaveCoupon>().RunAsync(Actor.House("specs"), draft, Ct);
        Assert.True(saved.IsOk, saved.Problem?.Detail);
    }

    private async Task<List<OrderView>> PlaceManyAsync(int first)
    {
        var placed = await Task.WhenAll(Enumerable.Range(first, Buyers).Select(i => Task.Run(() => Shop.TryPlaceAsync(Request(i)))));
        return [.. placed.Select(p => p.Value!)];
    }

    private async Task<Result<OrderView>> CheckOutAsync(int buyer)
    {
        var draft = await House.Get<DraftOrder>().RunAsync(Request(buyer), Ct);
        return (await House.Get<PlaceOrders>().RunAsync([draft.Value!], Ct))[0];
    }

    private CheckoutRequest Request(int buyer) => Shop.Request("GAME", email: $"b{buyer}@example.com", address: $"2001:db8:{buyer + 1:x}::1") with { Coupon = Code };

    private async Task ExpireAsync()
    {
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
    }

    private async Task<CouponView> CouponAsync() => Assert.Single(await House.Get<CouponQueries>().ListAsync(Shop.Id, null, 2, Ct));

    private async Task<int> UsedAsync() => (await CouponAsync()).Used;
}

public sealed class LockOrderOnSqlite() : LockOrderSpecs(DatabaseKind.Sqlite);

public sealed class LockOrderOnPostgres() : LockOrderSpecs(DatabaseKind.Postgres);
