using System.Text;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Ordering.Orders;
using Diner.Payments.Bills;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Payments.Refunds;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Reconcile;
using Diner.Settlement.Settle;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class ReconcileSpecs(DatabaseKind kind) : RefundHouse(kind)
{
    private static readonly BillMapping Columns = new("ref", "amount", "order", "fee", "kind") { Time = "time" };

    private string Now => House.Clock.GetUtcNow().ToString("O");

    [Fact]
    public async Task A_bill_that_has_what_we_have_differs_in_nothing()
    {
        var (order, _) = await SoldAsync();
        var report = await CompareAsync(Paid(Transaction(order), order));
        Assert.Equal((1, 1, 0), (report.Payments, report.Matched, report.Differences));
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task Money_nobody_told_us_of_delivers_its_order_when_it_is_mended()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        Assert.Equal(1, (await CompareAsync(Paid("lost-1", order))).TheirsOnly);
        Assert.Equal(MendOutcome.Delivered, await MendAsync());
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        Assert.Empty(await OpenAsync());
        Assert.Equal(1, (await CompareAsync(Paid("lost-1", order))).Matched);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Money_of_an_order_we_do_not_know_waits_for_a_person_when_it_is_mended()
    {
        await CompareAsync($"stray-1,5.00,D000000-00000000,0.00,payment,{Now}");
        Assert.Equal(MendOutcome.Recorded, await MendAsync());
        Assert.Equal(-500, await BalanceAsync(AccountKind.Suspense, Shop.Channel.Value));
        Assert.NotNull(await House.Get<UnmatchedPayments>().WaitingAsync(Shop.Id, Ct));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Money_that_never_came_is_booked_back_and_the_merchant_is_owed_nothing_for_it()
    {
        var (order, _) = await SoldAsync();
        var report = await CompareAsync($"other,1.00,x,0.00,payment,{Now}");
        Assert.Equal((1, 1), (report.OursOnly, report.TheirsOnly));
        await MendAsync(await OnlyAsync(DifferenceKind.OursOnly));
        Assert.Equal((0L, 0L), (await BalanceAsync(AccountKind.MerchantPayable, Shop.Id.Value), await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value)));
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_an_earlier_bill_lacked_vanishes_when_a_later_one_has_it()
    {
        var (order, _) = await SoldAsync();
        await CompareAsync($"other,1.00,x,0.00,payment,{Now}");
        await CompareAsync(Paid(Transaction(order), order));
        Assert.Equal([DifferenceKind.TheirsOnly], (await OpenAsync()).Select(d => d.Kind));
    }

    [Theory]
    [InlineData("9.90", -10, 0)]
    [InlineData("10.25", 0, -25)]
    public async Task Another_amount_is_booked_as_the_bill_has_it(string theirs, long fromMerchant, long suspense)
    {
        var (order, _) = await SoldAsync();
        var owed = await BalanceAsync(AccountKind.MerchantPayable, Shop.Id.Value);
        Assert.Equal(1, (await CompareAsync($"{Transaction(order)},{theirs},{order.OrderNo},0.00,payment,{Now}")).AmountDiffers);
        Assert.Equal(MendOutcome.Booked, await MendAsync());
        Assert.Equal(owed - fromMerchant, await BalanceAsync(AccountKind.MerchantPayable, Shop.Id.Value));
        Assert.Equal(suspense, await BalanceAsync(AccountKind.Suspense, Shop.Channel.Value));
        Assert.Equal(decimal.Parse(theirs, System.Globalization.CultureInfo.InvariantCulture) * 100, await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Another_fee_is_booked_as_the_bill_has_it()
    {
        var (order, _) = await SoldAsync();
        Assert.Equal(1, (await CompareAsync($"{Transaction(order)},10.00,{order.OrderNo},0.06,payment,{Now}")).FeeDiffers);
        await MendAsync();
        Assert.Equal((994L, 6L), (await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value), await BalanceAsync(AccountKind.ChannelFee, Shop.Channel.Value)));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_was_told_in_another_currency_is_booked_in_the_bills()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        Assert.True(CurrencyCode.TryParse("HKD", out var dollars));
        var told = new VerifiedPayment(Shop.Channel, "hk-1", order.OrderNo, new Money(1000, dollars), "raw");
        await Shop.SettleAsync(SettlementRequest.Notified(Shop.Id, told, House.Clock.GetUtcNow()));
        await CompareAsync(Paid("hk-1", order));
        Assert.Null((await OnlyAsync(DifferenceKind.AmountDiffers)).Ours);
        await MendAsync();
        var held = (await House.Get<Balances>().OfAsync(Shop.Channel.Value, null, null, Ct)).Where(f => f.Account == AccountKind.ChannelClearing).ToDictionary(f => f.Currency, f => f.BalanceMinor);
        Assert.Equal((0L, 1000L), (held[dollars], held[CurrencyCode.Cny]));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_refund_made_at_the_channel_is_recorded_as_sent()
    {
        var (order, _) = await SoldAsync();
        Assert.Equal(1, (await CompareAsync(Paid(Transaction(order), order), $"their-refund,-10.00,{order.OrderNo},0.00,refund,{Now}")).TheirsOnly);
        Assert.Equal(MendOutcome.Booked, await MendAsync());
        Assert.Equal(OrderStatus.Refunded, await Shop.StatusAsync(order));
        Assert.Equal([RefundState.Done], await StatesAsync());
        Assert.Equal((0L, 0L), (await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value), await BalanceAsync(AccountKind.Refunds, Shop.Channel.Value)));
        Assert.Empty(Provider.RefundsAsked);
        Assert.Equal(0, (await CompareAsync($"their-refund,-10.00,{order.OrderNo},0.00,refund,{Now}", Paid(Transaction(order), order))).Differences);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_refund_the_channel_has_not_billed_is_asked_for_again_by_its_number()
    {
        var (order, payment) = await SoldAsync();
        await RefundAsync(payment, 400);
        await SendAsync();
        Assert.Equal(1, (await CompareAsync(Paid(Transaction(order), order))).OursOnly);
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Unknown));
        Provider.Refunds.Enqueue(new ProviderRefund(RefundStage.Succeeded, "r-2"));
        Assert.Equal(MendOutcome.Sent, await MendAsync());
        Assert.Single(Provider.RefundsAsked.Select(asked => asked.RefundNo).Distinct());
        Assert.Equal(2, Provider.RefundsAsked.Count);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_a_person_vouched_for_is_found_by_its_order()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await House.Get<ConfirmPaid>().RunAsync(TestShop.Lin, order, "seen on the phone", Ct);
        Assert.Equal(1, (await CompareAsync(Paid("their-number", order))).Matched);
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task Two_people_at_once_mend_a_difference_once()
    {
        var (order, _) = await SoldAsync();
        await CompareAsync($"{Transaction(order)},9.00,{order.OrderNo},0.00,payment,{Now}");
        var difference = Assert.Single(await OpenAsync());
        var mends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => House.Get<MendDifference>().RunAsync(TestShop.Lin, Shop.Id, difference.Id, Ct))));
        Assert.Single(mends, mend => mend.IsOk);
        Assert.Equal(900, await BalanceAsync(AccountKind.ChannelClearing, Shop.Channel.Value));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_bill_compared_twice_finds_nothing_new()
    {
        await CompareAsync($"stray-1,5.00,x,0.00,payment,{Now}");
        await CompareAsync($"stray-1,5.00,x,0.00,payment,{Now}");
        Assert.Single(await OpenAsync());
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_refuses_the_bill_and_nothing_of_it_is_kept()
    {
        var refused = await TryCompareAsync($"stray-1,5.00,x,0.00,payment,{Now}", $"stray-2,five,x,0.00,payment,{Now}");
        Assert.StartsWith("Line 3: amount 'five' is no amount of CNY.", refused.Problem!.Detail, StringComparison.Ordinal);
        Assert.Empty(await OpenAsync());
        Assert.Empty(await House.Get<ReadDifferences>().BillsAsync(Shop.Id, 10, Ct));
    }

    [Fact]
    public async Task Another_shops_difference_is_not_there()
    {
        await CompareAsync($"stray-1,5.00,x,0.00,payment,{Now}");
        var other = await TestShop.OpenAsync(House);
        var difference = Assert.Single(await OpenAsync());
        Assert.Equal(ProblemCode.NotFound, (await House.Get<MendDifference>().RunAsync(TestShop.Lin, other.Id, difference.Id, Ct)).Problem!.Code);
    }

    [Fact]
    public async Task A_difference_is_left_only_with_a_word_of_why()
    {
        await CompareAsync($"stray-1,5.00,x,0.00,payment,{Now}");
        var difference = Assert.Single(await OpenAsync());
        Assert.Equal("why", (await House.Get<MendDifference>().LeaveAsync(TestShop.Lin, Shop.Id, difference.Id, " ", Ct))!.Field);
        Assert.Null(await House.Get<MendDifference>().LeaveAsync(TestShop.Lin, Shop.Id, difference.Id, "a test of the provider", Ct));
        Assert.Empty(await OpenAsync());
    }

    private string Paid(string transaction, OrderView order) => $"{transaction},{order.Amount.ToMajorString()},{order.OrderNo},0.00,payment,{Now}";

    // The number the shop gives its first payment.
    private static string Transaction(OrderView order) => $"t-1-{order.OrderNo}";

    private async Task<BillReport> CompareAsync(params string[] lines)
    {
        var report = await TryCompareAsync(lines);
        Assert.True(report.IsOk, report.Problem?.Detail);
        return report.Value;
    }

    private Task<Result<BillReport>> TryCompareAsync(params string[] lines)
    {
        var text = Encoding.UTF8.GetBytes($"ref,amount,order,fee,kind,time\n{string.Join('\n', lines)}\n");
        var request = new BillRequest(TestShop.Lin, Shop.Channel, "csv", "bill.csv", _ => Task.FromResult<Stream>(new MemoryStream(text))) { Mapping = Columns };
        return House.Get<ReconcileBill>().RunAsync(request, CurrencyCode.Cny, Ct);
    }

    private async Task<MendOutcome> MendAsync(Difference? one = null)
    {
        var mended = await House.Get<MendDifference>().RunAsync(TestShop.Lin, Shop.Id, (one ?? Assert.Single(await OpenAsync())).Id, Ct);
        Assert.True(mended.IsOk, mended.Problem?.Detail);
        return mended.Value;
    }

    private async Task<Difference> OnlyAsync(DifferenceKind of) => Assert.Single(await OpenAsync(), d => d.Kind == of);

    private Task<IReadOnlyList<Difference>> OpenAsync() => House.Get<ReadDifferences>().OpenAsync(Shop.Id, null, 100, Ct);
}

public sealed class ReconcileOnSqlite() : ReconcileSpecs(DatabaseKind.Sqlite);

public sealed class ReconcileOnPostgres() : ReconcileSpecs(DatabaseKind.Postgres);
