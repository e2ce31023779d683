using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Diner.Specs.Trade;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Desk;

/// <summary>Money without an order: it waits, with its clock, until a person has dealt with it.</summary>
public abstract class UnmatchedSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private UnmatchedPayments Payments => House.Get<UnmatchedPayments>();

    [Fact]
    public async Task A_second_payment_waits_in_its_own_shop_since_it_came()
    {
        await PayTwiceAsync("T-1");
        var since = House.Clock.GetUtcNow();
        House.Clock.Advance(TimeSpan.FromDays(40));
        await PayTwiceAsync("T-2");
        Assert.Equal(new UnmatchedWaiting(2, since), await Payments.WaitingAsync(Shop.Id, Ct));
        Assert.Equal(["T-1", "T-2"], (await Payments.ListAsync(Shop.Id, null, 9, Ct)).Select(p => p.TransactionId));
        Assert.Null(await Payments.WaitingAsync((await TestShop.OpenAsync(House)).Id, Ct));
    }

    [Fact]
    public async Task Payments_that_came_in_one_batch_are_paged_without_a_gap()
    {
        await Shop.SellAsync("GAME", keys: 3);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.SettleAsync([.. Enumerable.Range(0, 8).Select(i => Shop.Payment(order, transaction: $"T-{i}"))]);
        var seen = new List<string>();
        for (PaymentId? after = null; await Payments.ListAsync(null, after, 3, Ct) is { Count: > 0 } page; after = page[^1].Id)
            seen.AddRange(page.Select(p => p.TransactionId));
        Assert.Equal(Enumerable.Range(1, 7).Select(i => $"T-{i}"), seen);
    }

    [Fact]
    public async Task Orders_that_began_to_wait_at_once_are_paged_without_a_gap()
    {
        await Shop.SellAsync("GAME", keys: 9);
        var orders = await Shop.PlaceManyAsync("GAME", 7);
        await Shop.SettleAsync([.. orders.Select(order => Shop.Payment(order, minor: 1))]);
        var waiting = House.Get<WaitingAcrossShops>();
        var seen = new List<string>();
        for (var after = (Since: DateTimeOffset.MinValue, Id: default(OrderId)); await waiting.ListAsync(OrderStatus.AmountMismatch, after, 3, Ct) is { Count: > 0 } page; after = (page[^1].Since, page[^1].Id))
            seen.AddRange(page.Select(order => order.OrderNo));
        Assert.Equal(orders.Select(order => order.OrderNo), seen);
    }

    [Fact]
    public async Task What_was_dealt_with_waits_no_longer_and_the_trail_says_how()
    {
        var payment = await PayTwiceAsync("T-1");
        Assert.Null(await DealAsync(payment, " paid back "));
        Assert.Null(await DealAsync(payment, "again"));
        Assert.Null(await Payments.WaitingAsync(Shop.Id, Ct));
        await using var db = House.Get<Database>().Read();
        var deed = await db.Set<AuditRow>().SingleAsync(row => row.SubjectId == payment.Id.Value, Ct);
        Assert.Equal(("payment.dealt_with", "T-1", "paid back", "lin@example.com"), (deed.Action, deed.Subject, deed.Why, deed.ActorName));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Two_people_at_once_deal_with_it_once()
    {
        var payment = await PayTwiceAsync("T-1");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => DealAsync(payment, $"paid back {i}"))));
        await using var db = House.Get<Database>().Read();
        Assert.Equal(1, await db.Set<AuditRow>().CountAsync(row => row.SubjectId == payment.Id.Value, Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \0 ")]
    public async Task It_must_be_said_how(string how)
    {
        var payment = await PayTwiceAsync("T-1");
        Assert.Equal(ProblemCode.InvalidRequest, (await DealAsync(payment, how))?.Code);
        Assert.NotNull(await Payments.WaitingAsync(Shop.Id, Ct));
    }

    [Fact]
    public async Task Another_shops_payment_is_not_there_and_an_orders_own_is_not_dealt_with_here()
    {
        var payment = await PayTwiceAsync("T-1");
        var other = await TestShop.OpenAsync(House);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<DealWithPayment>().RunAsync(TestShop.Lin, other.Id, payment.Id, "mine now", Ct))?.Code);
        await using var db = House.Get<Database>().Read();
        var applied = await db.Set<Payment>().SingleAsync(p => p.Outcome == PaymentOutcome.Applied, Ct);
        Assert.Equal(ProblemCode.WrongState, (await House.Get<DealWithPayment>().RunAsync(TestShop.Lin, Shop.Id, applied.Id, "no", Ct))?.Code);
    }

    private Task<Problem?> DealAsync(UnmatchedPayment payment, string how) => House.Get<DealWithPayment>().RunAsync(TestShop.Lin, Shop.Id, payment.Id, how, Ct);

    // The newest unmatched payment: of an order that was paid before.
    private async Task<UnmatchedPayment> PayTwiceAsync(string transaction)
    {
        var code = $"GAME-{transaction}";
        await Shop.SellAsync(code, keys: 1);
        var order = await Shop.PlaceAsync(code);
        await Shop.PayAsync(order);
        await Shop.PayAsync(order, transaction: transaction);
        return (await Payments.ListAsync(Shop.Id, null, 99, Ct))[^1];
    }
}

public sealed class UnmatchedOnSqlite() : UnmatchedSpecs(DatabaseKind.Sqlite);

public sealed class UnmatchedOnPostgres() : UnmatchedSpecs(DatabaseKind.Postgres);
