using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Refund;
using Diner.Settlement.Settle;
using Diner.Vault.Returns;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class RefundSpecs(DatabaseKind kind) : RefundHouse(kind)
{
    [Fact]
    public async Task A_whole_refund_ends_the_order_and_the_merchant_owes_nothing_and_is_owed_nothing()
    {
        var (order, payment) = await SoldAsync();
        await RefundAsync(payment, 1000, keys: ReturnMark.Unused);
        Assert.Equal(OrderStatus.Refunded, await Shop.StatusAsync(order));
        Assert.Equal(0, await BalanceAsync(AccountKind.MerchantPayable, Shop.Id.Value));
        Assert.Equal(-1000, await BalanceAsync(AccountKind.Refunds, Shop.Channel.Value));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task When_the_channel_has_sent_it_the_clearing_account_is_empty_again()
    {
        var (_, payment) = await SoldAsync();
        await RefundAsync(payment, 1000);
        await SendAsync();
        Assert.Equal((0L, 0L), (await BalanceAsync(AccountKind.Refunds, Shop.Channel.Value), await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value)));
        Assert.Equal([RefundState.Done], await StatesAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Fifty_requests_at_once_give_back_what_was_paid_and_no_more()
    {
        var (order, payment) = await SoldAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TryRefundAsync(payment, 70))));
        Assert.Equal(14, results.Count(r => r.IsOk));
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal("amount", r.Problem!.Field));
        await RefundAsync(payment, 20);
        Assert.Equal(OrderStatus.Refunded, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_part_leaves_the_order_delivered_and_the_parts_of_fees_sum_to_the_whole()
    {
        var (order, payment) = await SoldAsync();
        foreach (var part in (long[])[333, 333, 333])
            await RefundAsync(payment, part);
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        await RefundAsync(payment, 1);
        Assert.Equal(OrderStatus.Refunded, await Shop.StatusAsync(order));
        Assert.Equal(0, await BalanceAsync(AccountKind.PlatformFee, Guid.Empty));
        await Shop.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(long.MaxValue)]
    public async Task An_amount_that_is_not_there_is_refused_with_what_is_left(long amount)
    {
        var (_, payment) = await SoldAsync();
        Assert.Equal("Of this payment 10.00 CNY can still be given back: choose an amount up to that.", (await TryRefundAsync(payment, amount)).Problem?.Detail);
    }

    [Fact]
    public async Task A_channel_that_does_not_answer_is_asked_again_by_the_same_number()
    {
        Provider.Refunds.Enqueue(null);
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Unknown));
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Succeeded, "r-1"));
        var (_, payment) = await SoldAsync();
        await RefundAsync(payment, 1000);
        await SendAsync();
        Assert.Equal([RefundState.Due], await StatesAsync());
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync();
        Assert.Equal([RefundState.Done], await StatesAsync());
        Assert.Single(Provider.RefundsAsked.Select(r => r.RefundNo).Distinct());
        Assert.Equal(2, Provider.RefundsAsked.Count);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_about_before_the_money_is_asked_for_again()
    {
        Provider.Refunds.Enqueue(null);
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Succeeded, "r-1"));
        var (_, payment) = await SoldAsync();
        await RefundAsync(payment, 400);
        await SendAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync();
        Assert.Equal([RefundState.Done], await StatesAsync());
        Assert.Single(Provider.RefundsAsked);
    }

    [Fact]
    public async Task A_refund_that_is_told_of_while_it_is_asked_for_is_booked_once()
    {
        var (_, payment) = await SoldAsync();
        var id = await RefundAsync(payment, 1000);
        var finish = House.Get<FinishRefund>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => finish.RunAsync(id, Shop.Channel, new ProviderRefund(RefundStage.Succeeded, "r-1"), 1, Ct))));
        await SendAsync();
        Assert.Equal([RefundState.Done], await StatesAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Another_channel_cannot_finish_a_refund()
    {
        var (_, payment) = await SoldAsync();
        var id = await RefundAsync(payment, 1000);
        Assert.Null(await House.Get<FinishRefund>().RunAsync(id, House.Get<IdSource>().Next<ChannelId>(), new ProviderRefund(RefundStage.Succeeded), 1, Ct));
        Assert.Equal([RefundState.Due], await StatesAsync());
    }

    [Fact]
    public async Task Money_that_belongs_to_no_order_goes_back_and_waits_no_longer()
    {
        var (order, _) = await SoldAsync();
        Assert.Equal(SettlementOutcome.Unmatched, await Shop.PayAsync(order));
        var second = Assert.Single(await House.Get<UnmatchedPayments>().ListAsync(Shop.Id, null, 10, Ct));
        await RefundAsync(second.Id, 1000);
        await SendAsync();
        Assert.Empty(await House.Get<UnmatchedPayments>().ListAsync(Shop.Id, null, 10, Ct));
        Assert.Equal((0L, 1000L), (await BalanceAsync(AccountKind.Suspense, Shop.Channel.Value), await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value)));
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_wrong_amount_goes_back_and_ends_the_order()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.PayAsync(order, minor: 900);
        await RefundAsync(await PaymentOfAsync(order), 900);
        Assert.Equal(OrderStatus.Refunded, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Who_waits_for_keys_past_the_limit_has_the_money_back_and_the_stock_is_free()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var (first, second) = (await Shop.PlaceAsync("GAME"), await LateAsync());
        await Shop.PayAsync(first);
        Assert.Equal(SettlementOutcome.AwaitingStock, await Shop.PayAsync(second));
        var job = House.Get<RefundWaitingOrders>();
        House.Clock.Advance(TimeSpan.FromHours(23));
        await job.RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.AwaitingStock, await Shop.StatusAsync(second));
        House.Clock.Advance(TimeSpan.FromHours(2));
        await job.RunOnceAsync(Ct);
        await job.RunOnceAsync(Ct);
        Assert.Equal(OrderStatus.Refunded, await Shop.StatusAsync(second));
        Assert.Equal((0L, 0L), await Shop.StockOfAsync(variant));
        Assert.Single(await StatesAsync());
        await Shop.AssertHealthyAsync();

        // It came when the last key was promised to another, and was paid after its own hold had ended.
        async Task<OrderView> LateAsync()
        {
            await Shop.StockAsync(variant, 1);
            var late = await Shop.PlaceAsync("GAME");
            await House.Get<Diner.Ordering.Staff.CancelOrder>().RunAsync(TestShop.Lin, late, "", Ct);
            var other = await Shop.PlaceAsync("GAME");
            await Shop.PayAsync(other);
            return late;
        }
    }

    [Fact]
    public async Task The_preview_says_what_the_refund_then_moves()
    {
        var (_, payment) = await SoldAsync();
        var terms = await House.Get<PreviewRefund>().RunAsync(Shop.Id, payment, 400, Ct);
        Assert.Equal((400L, 6L, 394L), (terms?.Amount.AmountMinor, terms?.FeeReturnedMinor, terms?.FromMerchant.AmountMinor));
        await RefundAsync(payment, 400);
        Assert.Equal(-985 + 394, await BalanceAsync(AccountKind.MerchantPayable, Shop.Id.Value));
    }

    [Fact]
    public async Task Another_shop_cannot_refund_our_payment()
    {
        var (_, payment) = await SoldAsync();
        var other = await TestShop.OpenAsync(House);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<RefundPayment>().RunAsync(TestShop.Lin, new RefundOrder(other.Id, payment, 10, "mine"), Ct)).Problem?.Code);
    }
}

public sealed class RefundSpecsOnSqlite() : RefundSpecs(DatabaseKind.Sqlite);

public sealed class RefundSpecsOnPostgres() : RefundSpecs(DatabaseKind.Postgres);
