using System.Text;
using Diner.Data.Settings;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;
using Diner.Settlement.Payouts;
using Xunit;

namespace Diner.Specs.Payouts;

public abstract class PayoutSpecs(DatabaseKind kind) : PayoutHouse(kind)
{
    [Fact]
    public async Task From_the_balance_to_the_bank_every_step_is_booked()
    {
        await ReadyAsync(sales: 3);
        Assert.Equal(3 * OfOneSale, (await BalanceAsync()).AvailableMinor);
        var id = await RequestAsync(2000);
        Assert.Equal((2000L, 955L), (await OwedOnAsync(AccountKind.PayoutsInTransit, Shop.Id.Value), (await BalanceAsync()).AvailableMinor));
        await Shop.AssertHealthyAsync();

        Assert.Null(await ApproveAsync(Ann, id));
        var batch = await TryExportAsync();
        var file = await House.Get<BatchViews>().FileAsync(Ann, batch.Value, isGb: false, Ct);
        Assert.Equal(
            $"\ufeff序号,收款账号,户名,开户行,金额,附言\r\n1,6222000012345678,张三,工商银行上海分行,20.00,货款 {PayoutNumbers.Short(id)}\r\n",
            Encoding.UTF8.GetString(file!.Content));

        Assert.Null(await ResultAsync(id, hasGone: true, "ICBC-77"));
        Assert.Equal((0L, 2000L), (await OwedOnAsync(AccountKind.PayoutsInTransit, Shop.Id.Value), await OwedOnAsync(AccountKind.Bank, Guid.Empty)));
        Assert.Equal(PayoutState.Sent, await StateAsync(id));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_failed_is_the_merchants_again_and_available_at_once()
    {
        await ReadyAsync(sales: 3);
        var id = await RequestAsync(2000);
        await ApproveAsync(Ann, id);
        await TryExportAsync();
        Assert.Null(await ResultAsync(id, hasGone: false, "户名不符"));
        Assert.Equal((PayoutState.Returned, 3 * OfOneSale), (await StateAsync(id), (await BalanceAsync()).AvailableMinor));
        Assert.Equal(ProblemCode.WrongState, (await ResultAsync(id, hasGone: true))?.Code);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_comes_back_after_it_was_sent_is_the_merchants_again()
    {
        await ReadyAsync(sales: 3);
        var id = await RequestAsync(2000);
        await ApproveAsync(Ann, id);
        await TryExportAsync();
        await ResultAsync(id, hasGone: true);
        Assert.Null(await ResultAsync(id, hasGone: false, "退票"));
        Assert.Equal((PayoutState.Returned, 0L, 3 * OfOneSale), (await StateAsync(id), await OwedOnAsync(AccountKind.Bank, Guid.Empty), (await BalanceAsync()).AvailableMinor));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Fifty_requests_at_once_take_what_is_available_and_no_more()
    {
        await ReadyAsync(sales: 10);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TryRequestAsync(1200))));
        Assert.Equal(8, results.Count(r => r.IsOk));
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal("payout_too_much", r.Problem!.Reason));
        Assert.Equal((10 * OfOneSale) - (8 * 1200), (await BalanceAsync()).AvailableMinor);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Above_the_limit_two_people_approve_and_neither_is_who_asked()
    {
        await House.Get<SaveSettings>().RunAsync(Ann, new HouseSettings { PayoutTwoPeopleAbove = 15 }, 0, Ct);
        await ReadyAsync(sales: 3);
        var id = await RequestAsync(1501);
        Assert.Equal(ProblemCode.OwnAccount, (await ApproveAsync(Finance, id))?.Code);
        Assert.Null(await ApproveAsync(Ann, id));
        Assert.Equal(ProblemCode.OwnAccount, (await ApproveAsync(Ann, id))?.Code);
        Assert.Equal(PayoutState.Requested, await StateAsync(id));
        Assert.Equal(ProblemCode.WrongState, (await TryExportAsync()).Problem?.Code);
        Assert.Null(await ApproveAsync(Bob, id));
        Assert.Equal(PayoutState.Approved, await StateAsync(id));
        var small = await RequestAsync(1400);
        Assert.Null(await ApproveAsync(Ann, small));
        Assert.Equal(PayoutState.Approved, await StateAsync(small));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Approvals_at_once_by_one_person_count_once()
    {
        await House.Get<SaveSettings>().RunAsync(Ann, new HouseSettings { PayoutTwoPeopleAbove = 0 }, 0, Ct);
        await ReadyAsync(sales: 3);
        var id = await RequestAsync(2000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ApproveAsync(Ann, id))));
        Assert.Single(answers, problem => problem is null);
        Assert.Equal(PayoutState.Requested, await StateAsync(id));
    }

    [Fact]
    public async Task Batches_made_at_once_take_each_pay_out_once()
    {
        await ReadyAsync(sales: 6);
        for (var i = 0; i < 4; i++)
            await ApproveAsync(Ann, await RequestAsync(1000));
        var batches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TryExportAsync())));
        Assert.Equal(4, (await House.Get<BatchViews>().ListAsync(20, Ct)).Sum(batch => batch.Payouts));
        Assert.Single(batches, batch => batch.IsOk);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Taken_back_by_the_merchant_or_refused_by_the_operator_it_is_available_again()
    {
        await ReadyAsync(sales: 3);
        var (first, second) = (await RequestAsync(1000), await RequestAsync(1000));
        await ApproveAsync(Ann, second);
        Assert.Equal(ProblemCode.NotFound, (await House.Get<HandlePayout>().WithdrawAsync(Finance, default(ShopId), first, "not mine", Ct))?.Code);
        Assert.Null(await House.Get<HandlePayout>().WithdrawAsync(Finance, Shop.Id, first, "by mistake", Ct));
        Assert.Equal(ProblemCode.InvalidRequest, (await House.Get<HandlePayout>().WithdrawAsync(Ann, null, second, " ", Ct))?.Code);
        Assert.Null(await House.Get<HandlePayout>().WithdrawAsync(Ann, null, second, "the name is another", Ct));
        Assert.Equal(3 * OfOneSale, (await BalanceAsync()).AvailableMinor);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_shop_without_an_account_and_an_amount_too_small_are_refused()
    {
        await SellAsync(3);
        House.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal("account", (await TryRequestAsync(2000)).Problem?.Field);
        await ReadyAsync(sales: 1);
        Assert.Equal("payout_too_small", (await TryRequestAsync(999)).Problem?.Reason);
        Assert.Equal("amount", (await TryRequestAsync(0)).Problem?.Field);
        Assert.Equal("amount", (await TryRequestAsync(-5000)).Problem?.Field);
    }

    [Fact]
    public async Task A_schedule_asks_for_all_that_is_available_once()
    {
        await ReadyAsync(sales: 3);
        Assert.Null(await House.Get<SetPayoutTerms>().ScheduleAsync(Finance, Shop.Id, PayoutSchedule.Daily, LocalDays.Zone("Asia/Shanghai"), Ct));
        await House.Get<SchedulePayouts>().RunOnceAsync(Ct);
        Assert.Empty(await House.Get<ReadPayouts>().ListAsync(Shop.Id, null, 10, Ct));
        House.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => House.Get<SchedulePayouts>().RunOnceAsync(Ct))));
        var payout = Assert.Single(await House.Get<ReadPayouts>().ListAsync(Shop.Id, null, 10, Ct));
        Assert.Equal((3 * OfOneSale, "payout schedule"), (payout.Amount.AmountMinor, payout.RequestedBy));
        await Shop.AssertHealthyAsync();
    }
}

public sealed class PayoutSpecsOnSqlite() : PayoutSpecs(DatabaseKind.Sqlite);

public sealed class PayoutSpecsOnPostgres() : PayoutSpecs(DatabaseKind.Postgres);
