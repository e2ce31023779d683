using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Trade;

/// <summary>What was placed in a stretch of time, and what has become of it by now.</summary>
/// <param name="Placed">Orders placed.</param>
/// <param name="Paid">Of these, orders paid, or free.</param>
/// <param name="Buyers">Different contacts among who paid.</param>
/// <param name="RevenueMinor">What the paid ones cost, in the shop's minor unit.</param>
/// <param name="MedianMs">Milliseconds from payment to delivery that half of the delivered ones took at most; null without any.</param>
/// <param name="P95Ms">The same for 95 of 100.</param>
public sealed record TradeFigures(long Placed, long Paid, long Buyers, long RevenueMinor, double? MedianMs, double? P95Ms)
{
    /// <summary>Paid of placed, from 0 to 1; null when nothing was placed.</summary>
    public double? Conversion => Placed == 0 ? null : (double)Paid / Placed;
}

/// <summary>Reads a shop's figures of a stretch of time. One index range; meant for hours and days, not for years.</summary>
public sealed class ReadTrade(Database database)
{
    private static readonly SqlText Statement = new(
        """
        select count(*), count(paid_at), count(distinct contact_hash) filter (where paid_at is not null),
               coalesce(sum(amount_minor) filter (where paid_at is not null), 0)::bigint,
               coalesce(percentile_disc(0.5) within group (order by extract(epoch from delivered_at - paid_at) * 1000), -1)::float8,
               coalesce(percentile_disc(0.95) within group (order by extract(epoch from delivered_at - paid_at) * 1000), -1)::float8
        from ordering_orders
        where shop_id = $1 and id >= $4 and id < $5 and created_at >= $2 and created_at < $3
        """,
        """
        with o as (
            select *, (delivered_at - paid_at) / 1000.0 as took from ordering_orders where shop_id = $1 and id >= $4 and id < $5 and created_at >= $2 and created_at < $3),
        t as (
            select took, row_number() over (order by took) as n, count(*) over () as total from o where took is not null)
        select count(*), count(paid_at), count(distinct contact_hash) filter (where paid_at is not null),
               coalesce(sum(amount_minor) filter (where paid_at is not null), 0),
               coalesce((select min(took) from t where n >= total * 0.5), -1.0),
               coalesce((select min(took) from t where n >= total * 0.95), -1.0)
        from o
        """);

    /// <summary>The figures of orders placed from <paramref name="from"/> until just before <paramref name="until"/>.</summary>
    public async Task<TradeFigures> RunAsync(ShopId shopId, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        await using var snapshot = await database.BeginReadAsync(ct);
        var batch = snapshot.NewBatch();
        var figures = batch.Read(
            Statement,
            row => new TradeFigures(row.Long(0), row.Long(1), row.Long(2), row.Long(3), Took(row.Double(4)), Took(row.Double(5))),
            shopId.Value, from, until, OrderTimes.FirstId(from), OrderTimes.EndId(until));
        await batch.SendAsync(ct);
        return figures.Rows[0];
    }

    private static double? Took(double ms) => ms < 0 ? null : ms;
}
