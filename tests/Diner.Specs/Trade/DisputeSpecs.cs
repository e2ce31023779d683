using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Payments.Disputes;
using Diner.Payments.Notifications;
using Diner.Settlement.Disputes;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class DisputeSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task While_it_lasts_the_bank_has_the_money_and_the_merchants_is_kept_back()
    {
        await SoldAsync();
        Assert.True(await TellAsync(DisputeStage.Opened));
        Assert.Equal((0L, 1000L, 15L, -1000L), await BalancesAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Won_everything_is_as_before()
    {
        await SoldAsync();
        await TellAsync(DisputeStage.Opened);
        await TellAsync(DisputeStage.Won);
        Assert.Equal((1000L, 0L, -985L, 0L), await BalancesAsync());
    }

    [Fact]
    public async Task Lost_the_merchant_has_paid_for_it()
    {
        await SoldAsync();
        await TellAsync(DisputeStage.Opened);
        await TellAsync(DisputeStage.Lost);
        Assert.Equal((0L, 0L, 15L, 0L), await BalancesAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Told_twice_and_out_of_order_it_is_written_once()
    {
        await SoldAsync();
        foreach (var stage in (DisputeStage[])[DisputeStage.Lost, DisputeStage.Opened, DisputeStage.Lost, DisputeStage.Won])
            Assert.True(await TellAsync(stage));
        Assert.Equal(DisputeStage.Lost, Assert.Single(await House.Get<ReadDisputes>().ListAsync(Shop.Id, 10, Ct)).Stage);
        Assert.Equal((0L, 0L, 15L, 0L), await BalancesAsync());
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Of_a_payment_we_do_not_know_nothing_is_written() =>
        Assert.False(await TellAsync(DisputeStage.Opened));

    private async Task SoldAsync()
    {
        await Shop.SellAsync("GAME", keys: 1);
        await Shop.PayAsync(await Shop.PlaceAsync("GAME"), transaction: "ch_1");
    }

    private Task<bool> TellAsync(DisputeStage stage) =>
        House.Get<HearDispute>().RunAsync(new DisputeNews(Shop.Channel, "dp_1", "ch_1", Money.Cny(1000), stage, "fraudulent", null, "{}"), Ct);

    private async Task<(long Clearing, long Disputes, long Merchant, long Reserve)> BalancesAsync()
    {
        var all = await House.Get<Balances>().TrialAsync(null, Ct);
        return (Of(AccountKind.ChannelClearing), Of(AccountKind.Disputes), Of(AccountKind.MerchantPayable), Of(AccountKind.Reserve));

        long Of(AccountKind account) => all.Where(f => f.Account == account).Sum(f => f.BalanceMinor);
    }
}

public sealed class DisputeSpecsOnSqlite() : DisputeSpecs(DatabaseKind.Sqlite);

public sealed class DisputeSpecsOnPostgres() : DisputeSpecs(DatabaseKind.Postgres);
