using System.Diagnostics;
using Diner.Coupons.Codes;
using Diner.Coupons.Rules;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Holds;
using Diner.Ordering.Orders;
using Diner.Settlement.Settle;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Trade;

/// <summary>Coupons at the till: exact however many come at once, and the count moves with the order.</summary>
public abstract class CouponSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private const string Code = "LAMP";
    private static readonly Actor Us = Actor.House("specs");

    [Fact]
    public async Task Two_hundred_buyers_at_once_use_a_coupon_of_fifty_exactly_fifty_times()
    {
        var variant = await Shop.SellAsync("GAME", keys: 300);
        var coupon = await AddAsync(d => d with { UsesMax = 50 });
        var placed = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Shop.TryPlaceAsync(Request($"b{i}@example.com", i)))));
        Assert.Equal(50, placed.Count(p => p.IsOk));
        Assert.All(placed.Where(p => p.IsOk), p => Assert.Equal((Money.Cny(900), Money.Cny(100)), (p.Value!.Amount, p.Value.Discount)));
        Assert.All(placed.Where(p => !p.IsOk), p => Assert.Equal(ProblemCode.CouponUsedUp, p.Problem!.Code));
        Assert.Equal(50, await UsedAsync(coupon));
        Assert.Equal((300, 50), await Shop.StockOfAsync(variant));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task One_buyer_many_times_at_once_uses_a_coupon_once()
    {
        await Shop.SellAsync("GAME", keys: 50);
        await AddAsync(d => d with { UsesMaxPerBuyer = 1 });
        var placed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Shop.TryPlaceAsync(Request("one@example.com", i)))));
        Assert.Single(placed, p => p.IsOk);
        Assert.All(placed.Where(p => !p.IsOk), p => Assert.Equal(ProblemCode.CouponLimitReached, p.Problem!.Code));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task One_buyer_with_many_codes_of_a_list_uses_as_many_as_one_buyer_may()
    {
        await Shop.SellAsync("GAME", keys: 50);
        var codes = await ListAsync(10, d => d with { UsesMaxPerBuyer = 2 });
        var placed = await Task.WhenAll(codes.Select((code, i) => Task.Run(() => Shop.TryPlaceAsync(Request("one@example.com", i, code)))));
        Assert.Equal(2, placed.Count(p => p.IsOk));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_code_of_a_list_is_used_once()
    {
        await Shop.SellAsync("GAME", keys: 50);
        var codes = await ListAsync(2);
        var placed = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => Shop.TryPlaceAsync(Request($"b{i}@example.com", i, codes[0])))));
        Assert.Single(placed, p => p.IsOk);
        Assert.True((await Shop.TryPlaceAsync(Request("last@example.com", 99, codes[1]))).IsOk);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_order_that_expires_gives_its_use_back()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var coupon = await AddAsync(d => d with { UsesMax = 1, UsesMaxPerBuyer = 1 });
        await PlaceAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
        Assert.Equal(0, await UsedAsync(coupon));
        await PlaceAsync();
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_expired_order_that_is_paid_after_all_keeps_its_price_and_counts_again()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var coupon = await AddAsync(d => d with { UsesMax = 1 });
        var late = await PlaceAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(15));
        await House.Get<ExpireHolds>().RunOnceAsync(Ct);
        await PlaceAsync("other@example.com");
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(late));
        Assert.Equal(2, await UsedAsync(coupon));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task The_ledger_posts_what_was_really_paid()
    {
        await Shop.SellAsync("GAME", keys: 5);
        await AddAsync(d => d with { Terms = new CouponTerms { Kind = DiscountKind.Percentage, BasisPoints = 3_333 } });
        var order = await PlaceAsync();
        Assert.Equal((Money.Cny(667), Money.Cny(333)), (order.Amount, order.Discount));
        Assert.Equal(SettlementOutcome.AmountMismatch, await Shop.PayAsync(await PlaceAsync("b@example.com"), minor: 1000));
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order, minor: 667));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_order_that_a_coupon_makes_free_is_delivered_at_once()
    {
        await Shop.SellAsync("GAME", keys: 5);
        await AddAsync(d => d with { Terms = new CouponTerms { AmountMinor = 5_000 } });
        var order = await PlaceAsync();
        Assert.True(order.Amount.IsZero);
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task The_same_idempotency_key_takes_one_use()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var coupon = await AddAsync(d => d);
        var request = Request("a@example.com", 1) with { IdempotencyKey = "k" };
        var placed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Shop.TryPlaceAsync(request))));
        Assert.Single(placed.Select(p => p.Value!.OrderNo).Distinct());
        Assert.Equal(1, await UsedAsync(coupon));
        Assert.Equal(ProblemCode.IdempotencyConflict, (await Shop.TryPlaceAsync(request with { Coupon = null })).Problem?.Code);
    }

    [Fact]
    public async Task A_stopped_coupon_is_unknown_until_it_runs_again()
    {
        await Shop.SellAsync("GAME", keys: 5);
        var coupon = await AddAsync(d => d);
        var which = new CouponOf(Shop.Id, coupon);
        Assert.Null(await House.Get<StopCoupon>().RunAsync(Us, which, isStopped: true, Ct));
        Assert.Equal(ProblemCode.UnknownCoupon, (await Shop.TryPlaceAsync(Request("a@example.com", 1))).Problem?.Code);
        Assert.Null(await House.Get<StopCoupon>().RunAsync(Us, which, isStopped: false, Ct));
        await PlaceAsync();
    }

    [Fact]
    public async Task A_coupon_of_another_shop_is_unknown()
    {
        await Shop.SellAsync("GAME", keys: 5);
        await AddAsync(d => d with { ShopId = new ShopId(Guid.CreateVersion7()) });
        Assert.Equal(ProblemCode.UnknownCoupon, (await Shop.TryPlaceAsync(Request("a@example.com", 1))).Problem?.Code);
    }

    [Theory]
    [InlineData("NOBODY")]
    [InlineData("' or 1=1")]
    [InlineData("a\0b")]
    public async Task What_is_no_coupon_is_unknown(string code)
    {
        await Shop.SellAsync("GAME", keys: 5);
        Assert.Equal((ProblemCode.UnknownCoupon, "coupon"), await RefusalAsync(Request("a@example.com", 1, code)));
    }

    [Fact]
    public async Task A_code_is_taken_once_in_a_shop()
    {
        await AddAsync(d => d);
        var second = await House.Get<SaveCoupon>().RunAsync(Us, Draft with { Code = "lamp" }, Ct);
        Assert.Equal((ProblemCode.WrongState, "code"), (second.Problem?.Code, second.Problem?.Field));
    }

    [Fact]
    public async Task A_refused_order_takes_no_use()
    {
        await Shop.SellAsync("GAME", keys: 0);
        var coupon = await AddAsync(d => d);
        Assert.Equal(ProblemCode.OutOfStock, (await Shop.TryPlaceAsync(Request("a@example.com", 1))).Problem?.Code);
        Assert.Equal(0, await UsedAsync(coupon));
    }

    private CouponDraft Draft => new() { ShopId = Shop.Id, Name = "Lamp", Code = Code, Terms = new CouponTerms { AmountMinor = 100 } };

    private protected async Task<CouponId> AddAsync(Func<CouponDraft, CouponDraft> change)
    {
        var saved = await House.Get<SaveCoupon>().RunAsync(Us, change(Draft), Ct);
        Assert.True(saved.IsOk, saved.Problem?.Detail);
        return saved.Value;
    }

    private async Task<IReadOnlyList<string>> ListAsync(int count, Func<CouponDraft, CouponDraft>? change = null)
    {
        var coupon = await AddAsync(d => (change ?? (same => same))(d with { IsList = true }));
        Assert.Null(await House.Get<MakeCodes>().RunAsync(Us, new CouponOf(Shop.Id, coupon), count, "NIGHT", Ct));
        var view = await House.Get<CouponQueries>().FindAsync(Shop.Id, coupon, Ct);
        return [.. (await House.Get<CodeQueries>().ListAsync(view!, "", count, Ct)).Select(c => c.Code)];
    }

    private protected CheckoutRequest Request(string email, int buyer, string code = Code) =>
        Shop.Request("GAME", email: email, address: $"2001:db8::{buyer:x}") with { Coupon = code };

    private protected async Task<OrderView> PlaceAsync(string email = "buyer@example.com")
    {
        var placed = await Shop.TryPlaceAsync(Request(email, email.Length));
        Assert.True(placed.IsOk, placed.Problem?.Detail);
        return placed.Value;
    }

    private async Task<(ProblemCode?, string?)> RefusalAsync(CheckoutRequest request)
    {
        var placed = await Shop.TryPlaceAsync(request);
        return (placed.Problem?.Code, placed.Problem?.Field);
    }

    private async Task<int?> UsedAsync(CouponId coupon) => (await House.Get<CouponQueries>().FindAsync(Shop.Id, coupon, Ct))?.Used;
}

public sealed class CouponsOnSqlite() : CouponSpecs(DatabaseKind.Sqlite);

public sealed class CouponsOnPostgres() : CouponSpecs(DatabaseKind.Postgres)
{
    [Fact]
    public async Task A_checkout_with_a_coupon_takes_as_many_round_trips_as_one_without()
    {
        await Shop.SellAsync("GAME", keys: 5);
        await AddAsync(d => d with { UsesMax = 5, UsesMaxPerBuyer = 2 });
        await PlaceAsync("first@example.com"); // makes the shop's secrets, and fills the short memories
        var without = await TripsAsync(Request("a@example.com", 1) with { Coupon = null });
        var with = await TripsAsync(Request("b@example.com", 2));
        Assert.Equal((2, 2), (without, with));
    }

    private async Task<int> TripsAsync(CheckoutRequest request)
    {
        await using var db = House.Get<Database>().Read();
        var name = db.Database.GetDbConnection().Database;
        var trips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Other tests' queries stop at the same time, on other threads.
            ActivityStopped = trip => Interlocked.Add(ref trips, trip.TagObjects.Any(tag => tag.Value as string == name) ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
        Assert.True((await Shop.TryPlaceAsync(request)).IsOk);
        return trips;
    }
}
