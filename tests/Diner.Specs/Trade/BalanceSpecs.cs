using Diner.Data.Storage;
using Diner.Ledger.Accounts;
using Diner.Ledger.Balances;
using Diner.Ledger.Postings;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class BalanceSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    [Fact]
    public async Task Balances_are_the_same_before_and_after_they_are_added_up()
    {
        await SellAsync(7);
        var before = await House.Get<Balances>().TrialAsync(null, Ct);
        Assert.Equal([7000L, -6895L, -105L], before.Select(f => f.BalanceMinor));
        await FoldAsync();
        Assert.Equal(before, await House.Get<Balances>().TrialAsync(null, Ct));
        await SellAsync(1);
        Assert.Equal(-7880, (await House.Get<Balances>().OfAsync(Shop.Id.Value, null, null, Ct)).Sum(f => f.BalanceMinor));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Adding_up_at_once_from_many_sides_loses_and_doubles_nothing()
    {
        await SellAsync(20);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(FoldAsync)));
        Assert.Equal(20_000, (await House.Get<Balances>().TrialAsync(null, Ct)).Single(f => f.Account == AccountKind.ChannelClearing).BalanceMinor);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_statement_knows_what_was_moved_when()
    {
        await SellAsync(2);
        await FoldAsync();
        var later = House.Clock.GetUtcNow().AddHours(3);
        House.Clock.Advance(TimeSpan.FromHours(3));
        await SellAsync(1);
        var balances = House.Get<Balances>();
        Assert.Equal(985, (await balances.OfAsync(Shop.Id.Value, later.AddHours(-1), null, Ct)).Sum(f => f.CreditMinor));
        Assert.Equal(1970, (await balances.TrialAsync(later.AddHours(-1), Ct)).Single(f => f.Account == AccountKind.MerchantPayable).CreditMinor);
        Assert.Equal(2, (await balances.SlotsAsync(AccountKind.MerchantPayable, Shop.Id.Value, DateTimeOffset.UnixEpoch, later.AddDays(1), Ct)).Count);
    }

    [Fact]
    public async Task One_transaction_leads_to_its_postings_and_they_name_its_order()
    {
        await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await Shop.PayAsync(order);
        var posting = Assert.Single(await House.Get<ReadPostings>().OfOrderAsync(order.Id, Ct));
        Assert.Equal((PostingKind.Sale, 3), (posting.Kind, posting.Sides.Count));
    }

    [Fact]
    public async Task What_is_posted_cannot_be_changed()
    {
        await SellAsync(1);
        await using var work = await House.Get<Database>().BeginAsync(Ct);
        await Assert.ThrowsAnyAsync<Exception>(() => work.Db.Set<Entry>().ExecuteUpdateAsync(set => set.SetProperty(e => e.AmountMinor, 1L), Ct));
    }

    private async Task SellAsync(int orders)
    {
        var code = $"G{orders}-{House.Clock.GetUtcNow().Ticks}";
        await Shop.SellAsync(code, keys: orders);
        foreach (var order in await Shop.PlaceManyAsync(code, orders))
            await Shop.PayAsync(order);
    }

    private async Task FoldAsync()
    {
        var fold = House.Get<FoldDeltas>();
        while (await fold.RunOnceAsync(Ct))
        {
        }
    }
}

public sealed class BalanceSpecsOnSqlite() : BalanceSpecs(DatabaseKind.Sqlite);

public sealed class BalanceSpecsOnPostgres() : BalanceSpecs(DatabaseKind.Postgres);
