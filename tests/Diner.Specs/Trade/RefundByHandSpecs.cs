using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.Refund;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class RefundByHandSpecs(DatabaseKind kind) : RefundHouse(kind)
{
    [Fact]
    public async Task A_refused_refund_waits_for_a_person_who_takes_it_back()
    {
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Refused, Why: "余额不足"));
        var (order, payment) = await SoldAsync();
        var id = await RefundAsync(payment, 1000);
        await SendAsync();
        var waiting = Assert.Single(await House.Get<RefundHistory>().WaitingAsync(Shop.Id, 10, Ct));
        Assert.Equal(("余额不足", order.OrderNo), (waiting.Refund.Why, waiting.OrderNo));

        Assert.Null(await House.Get<HandleRefund>().RunAsync(TestShop.Lin, Shop.Id, id, RefundRemedy.TakeBack, "the buyer found the key", Ct));
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        Assert.Equal(-985, await BalanceAsync(AccountKind.MerchantPayable, Shop.Id.Value));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_a_person_sends_by_hand_comes_from_the_bank_and_the_channel_keeps_what_it_has()
    {
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Refused, Why: "closed"));
        var (_, payment) = await SoldAsync();
        var id = await RefundAsync(payment, 400);
        await SendAsync();
        Assert.Null(await House.Get<HandleRefund>().RunAsync(TestShop.Lin, Shop.Id, id, RefundRemedy.SentByHand, "bank transfer 77", Ct));
        Assert.Equal((-400L, 1000L, 0L), (
            await BalanceAsync(AccountKind.Bank, Guid.Empty), await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value), await BalanceAsync(AccountKind.Refunds, Shop.Channel.Value)));
        Assert.Equal(ProblemCode.WrongState, (await House.Get<HandleRefund>().RunAsync(TestShop.Lin, Shop.Id, id, RefundRemedy.AskAgain, "", Ct))?.Code);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_channel_that_is_not_through_after_three_days_gets_a_person()
    {
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Processing));
        var (_, payment) = await SoldAsync();
        await RefundAsync(payment, 1000);
        for (var i = 0; i < 90; i++)
        {
            await SendAsync();
            House.Clock.Advance(TimeSpan.FromHours(1.1));
        }

        Assert.Equal([RefundState.NeedsPerson], await StatesAsync());
    }

    [Fact]
    public async Task Money_of_no_order_whose_refund_is_taken_back_waits_again_and_the_order_it_named_stays_as_it_is()
    {
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Refused, Why: "closed"));
        var (order, payment) = await SoldAsync();
        await Shop.PayAsync(order);
        await RefundAsync(payment, 1000);
        var stray = Assert.Single(await House.Get<UnmatchedPayments>().ListAsync(Shop.Id, null, 10, Ct));
        var id = await RefundAsync(stray.Id, 1000);
        await SendAsync();
        Assert.Null(await House.Get<HandleRefund>().RunAsync(TestShop.Lin, Shop.Id, id, RefundRemedy.TakeBack, "it was ours", Ct));
        Assert.Single(await House.Get<UnmatchedPayments>().ListAsync(Shop.Id, null, 10, Ct));
        Assert.Equal(OrderStatus.Refunded, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_payment_that_a_person_confirmed_goes_back_by_hand()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await House.Get<Diner.Settlement.FollowUp.ConfirmPaid>().RunAsync(TestShop.Lin, order, "saw the transfer", Ct);
        await RefundAsync(await PaymentOfAsync(order), 1000);
        Assert.Equal([RefundState.NeedsPerson], await StatesAsync());
        await Shop.AssertHealthyAsync();
    }
}

public sealed class RefundByHandSpecsOnSqlite() : RefundByHandSpecs(DatabaseKind.Sqlite);

public sealed class RefundByHandSpecsOnPostgres() : RefundByHandSpecs(DatabaseKind.Postgres);
