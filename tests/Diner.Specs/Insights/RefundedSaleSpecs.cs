using Diner.Data.Storage;
using Diner.Insights.Sales;
using Diner.Specs.Trade;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Insights;

/// <summary>What money that goes back does to the figures of a shop.</summary>
public abstract class RefundedSaleSpecs(DatabaseKind kind) : RefundHouse(kind)
{
    [Fact]
    public async Task A_refund_lowers_the_day_it_was_promised_on_once_and_leaves_the_sale()
    {
        var (_, payment) = await SoldAsync();
        await CountAsync();
        House.Clock.Advance(TimeSpan.FromDays(2));
        await RefundAsync(payment, 400);
        await CountAsync();
        await SendAsync();
        await CountAsync();
        Assert.Equal([(1L, 1L, 1000L), (0L, 0L, -400L)], await DaysAsync());
    }

    [Fact]
    public async Task Several_refunds_of_an_order_each_count()
    {
        var (_, payment) = await SoldAsync();
        await RefundAsync(payment, 300);
        await RefundAsync(payment, 300);
        await CountAsync();
        Assert.Equal([(1L, 1L, 400L)], await DaysAsync());
    }

    [Fact]
    public async Task An_order_that_was_never_delivered_counts_neither_paid_nor_refunded()
    {
        var variant = await Shop.SellAsync("GAME", keys: 1);
        var order = await Shop.PlaceAsync("GAME");
        await using (var work = await House.Get<Database>().BeginAsync(Ct))
        {
            (await work.Db.Set<Diner.Vault.Keys.StoredKey>().SingleAsync(k => k.VariantId == variant, Ct)).State = Diner.Vault.Keys.KeyState.Bad;
            (await work.Db.Set<Diner.Vault.Stock.StockRow>().SingleAsync(s => s.VariantId == variant, Ct)).OnHand = 0;
            await work.CommitAsync(Ct);
        }

        await Shop.PayAsync(order);
        await RefundAsync(await PaymentOfAsync(order), 1000);
        await CountAsync();
        Assert.Empty(await DaysAsync());
    }

    private async Task CountAsync()
    {
        await Feed.ShowsAllAsync(House, Ct);
        await House.Get<CountSales>().CatchUpAsync(Ct);
    }

    private async Task<List<(long Orders, long Quantity, long RevenueMinor)>> DaysAsync()
    {
        await using var db = House.Get<Database>().Read();
        return [.. (await db.Set<BuyerDay>().Where(d => d.ShopId == Shop.Id).OrderBy(d => d.Day).ToListAsync(Ct)).Select(d => (d.Orders, d.Quantity, d.RevenueMinor))];
    }
}

public sealed class RefundedSaleOnSqlite() : RefundedSaleSpecs(DatabaseKind.Sqlite);

public sealed class RefundedSaleOnPostgres() : RefundedSaleSpecs(DatabaseKind.Postgres);
