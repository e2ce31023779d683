using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.Payouts;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Settlement.Disputes;
using Diner.Settlement.Payouts;
using Diner.Settlement.Refund;
using Diner.Specs.Trade;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Payouts;

public abstract class HoldSpecs(DatabaseKind kind) : PayoutHouse(kind)
{
    [Fact]
    public async Task Sales_are_held_until_the_start_of_their_day_and_the_merchant_reads_when_that_is()
    {
        await SellAsync(2);
        var hold = Assert.Single((await BalanceAsync()).Holds);
        // 20 November, 22:00 in Shanghai; three days later its day begins there.
        Assert.Equal((HoldReason.Recent, 2 * OfOneSale, new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.Zero)), (hold.Reason, hold.Minor, hold.Until!.Value));
        House.Clock.Advance(TimeSpan.FromHours(50) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await BalanceAsync()).AvailableMinor);
        House.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2 * OfOneSale, (await BalanceAsync()).AvailableMinor);
    }

    [Fact]
    public async Task A_refund_of_an_old_sale_lowers_what_is_available_and_one_of_a_new_sale_what_is_held()
    {
        await SellAsync(2);
        House.Clock.Advance(TimeSpan.FromDays(4));
        await SellAsync(2);
        Assert.Equal((2 * OfOneSale, 2 * OfOneSale), await AvailableAndHeldAsync());
        var payments = await PaymentsAsync();
        await RefundAsync(payments[^1]);
        Assert.Equal((2 * OfOneSale, OfOneSale), await AvailableAndHeldAsync());
        await RefundAsync(payments[0]);
        Assert.Equal((OfOneSale, OfOneSale), await AvailableAndHeldAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Who_owes_more_than_is_there_has_a_debt_and_nothing_is_paid_out()
    {
        await ReadyAsync(sales: 3);
        await RequestAsync(2 * OfOneSale);
        foreach (var payment in await PaymentsAsync())
            await RefundAsync(payment);
        var balance = await BalanceAsync();
        Assert.Equal((-2 * OfOneSale, 0L, 2 * OfOneSale), (balance.OwedMinor, balance.AvailableMinor, balance.DebtMinor));
        Assert.False((await TryRequestAsync(1000)).IsOk);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task After_a_change_of_the_account_nothing_goes_until_its_cool_down_is_over()
    {
        await ReadyAsync(sales: 4);
        var approved = await RequestAsync(1000);
        await ApproveAsync(Ann, approved);
        await SetAccountAsync(Icbc with { AccountNo = "6222000099999999" });
        var hold = Assert.Single((await BalanceAsync()).Holds);
        Assert.Equal((HoldReason.AccountChanged, House.Clock.GetUtcNow().AddHours(48)), (hold.Reason, hold.Until!.Value));
        Assert.False((await TryRequestAsync(1000)).IsOk);
        Assert.False((await TryExportAsync()).IsOk);

        House.Clock.Advance(TimeSpan.FromHours(48));
        var after = await RequestAsync(1000);
        Assert.Equal("工商银行上海分行 622••••9999 张**", (await House.Get<ReadPayouts>().FindAsync(after, Ct))!.To);
        Assert.EndsWith("5678 张**", (await House.Get<ReadPayouts>().FindAsync(approved, Ct))!.To, StringComparison.Ordinal);
        Assert.True((await TryExportAsync()).IsOk);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_change_that_is_taken_back_leaves_the_old_account_and_frees_the_money()
    {
        await ReadyAsync(sales: 2);
        await SetAccountAsync(Icbc with { AccountNo = "6222000099999999" });
        Assert.Null(await House.Get<ChangeDestination>().CancelAsync(Finance, await ViewAsync(), Ct));
        Assert.NotNull(await House.Get<ChangeDestination>().CancelAsync(Finance, await ViewAsync(), Ct));
        House.Clock.Advance(TimeSpan.FromDays(9));
        var destinations = await House.Get<KeepDestinations>().OfAsync(Shop.Id, Ct);
        Assert.Equal((true, (DestinationView?)null), (destinations.Valid!.Masked.Contains("5678", StringComparison.Ordinal), destinations.Coming));
        await RequestAsync(1000);
    }

    [Fact]
    public async Task What_is_stored_of_an_account_cannot_be_read_and_does_not_open_elsewhere()
    {
        await SetAccountAsync(Icbc);
        await using var db = House.Get<Database>().Read();
        var row = await db.Set<DestinationRow>().SingleAsync(Ct);
        Assert.DoesNotContain("6222000012345678", System.Text.Encoding.UTF8.GetString(row.Details), StringComparison.Ordinal);
        Assert.DoesNotContain("00001234", row.Masked, StringComparison.Ordinal);
        Assert.Equal("6222000012345678", (await House.Get<KeepDestinations>().OpenAsync([row.Id], Ct))[row.Id].AccountNo);
    }

    [Fact]
    public async Task What_is_agreed_with_a_shop_goes_before_the_rules_of_the_house()
    {
        await SellAsync(2);
        Assert.Null(await House.Get<SetPayoutTerms>().AgreeAsync(Ann, Shop.Id, (0, 25), Ct));
        Assert.Equal("days", (await House.Get<SetPayoutTerms>().AgreeAsync(Ann, Shop.Id, (91, null), Ct))?.Field);
        Assert.Equal("reserve_percent", (await House.Get<SetPayoutTerms>().AgreeAsync(Ann, Shop.Id, (null, 101), Ct))?.Field);
        var balance = await BalanceAsync();
        Assert.Equal((HoldReason.Agreed, 493L, 1477L), (balance.Holds[0].Reason, balance.Holds[0].Minor, balance.AvailableMinor));
    }

    [Fact]
    public async Task A_reserve_is_not_paid_out_in_ever_smaller_parts()
    {
        await House.Get<SetPayoutTerms>().AgreeAsync(Ann, Shop.Id, (0, 50), Ct);
        await SellAsync(4);
        await SetAccountAsync(Icbc);
        House.Clock.Advance(TimeSpan.FromDays(4));
        await RequestAsync((await BalanceAsync()).AvailableMinor);
        Assert.Equal(0, (await BalanceAsync()).AvailableMinor);
    }

    [Fact]
    public async Task A_dispute_keeps_its_payment_back_and_a_part_of_the_rest_until_it_ends()
    {
        await ReadyAsync(sales: 10);
        var payment = (await PaymentsAsync())[0];
        await TellAsync(payment, DisputeStage.Opened);
        var balance = await BalanceAsync();
        // 20 % of nine sales less the platform's share of the tenth; the disputed payment whole.
        Assert.Equal([(HoldReason.OpenDisputes, 1770L), (HoldReason.Disputed, 1000L)], balance.Holds.Select(hold => (hold.Reason, hold.Minor)));
        Assert.Equal((10 * OfOneSale) - 2770, balance.AvailableMinor);
        await TellAsync(payment, DisputeStage.Won);
        // What was won came back today, and is held like all that comes in.
        Assert.Equal([(HoldReason.Recent, 1000L)], (await BalanceAsync()).Holds.Select(hold => (hold.Reason, hold.Minor)));
        await Shop.AssertHealthyAsync();
    }

    private async Task TellAsync(Payment payment, DisputeStage stage) =>
        Assert.True(await House.Get<HearDispute>().RunAsync(new DisputeNews(Shop.Channel, "dp_1", payment.ProviderTransactionId, Money.Cny(1000), stage, "fraudulent", null, "{}"), Ct));

    private async Task<(long Available, long Held)> AvailableAndHeldAsync()
    {
        var balance = await BalanceAsync();
        return (balance.AvailableMinor, balance.Holds.Sum(hold => hold.Minor));
    }

    private async Task<List<Payment>> PaymentsAsync()
    {
        await using var db = House.Get<Database>().Read();
        return await db.Set<Payment>().Where(p => p.ShopId == Shop.Id).OrderBy(p => p.Id).ToListAsync(Ct);
    }

    private async Task RefundAsync(Payment payment)
    {
        var refund = await House.Get<RefundPayment>().RunAsync(TestShop.Lin, new RefundOrder(Shop.Id, payment.Id, 1000, "the key does not work"), Ct);
        Assert.True(refund.IsOk, refund.Problem?.Detail);
    }
}

public sealed class HoldSpecsOnSqlite() : HoldSpecs(DatabaseKind.Sqlite);

public sealed class HoldSpecsOnPostgres() : HoldSpecs(DatabaseKind.Postgres);
