using Diner.Data.Events;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Trade;
using Microsoft.Extensions.Logging;

namespace Diner.Insights.Sales;

/// <summary>Adds delivered orders to their variant's hour. The cursor moves in the same transaction, so each order counts once.</summary>
internal sealed class CountSales(FollowerContext context, SoldOrders sold, ILogger<CountSales> logger) : EventFollower(context, logger)
{
    private const string Delivered = "order.delivered";

    private static readonly SqlText Add = new(
        """
        insert into insights_variant_hours (shop_id, variant_id, hour, orders, quantity, revenue_minor)
        select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::bigint[])
        on conflict (shop_id, variant_id, hour) do update
        set orders = insights_variant_hours.orders + excluded.orders, quantity = insights_variant_hours.quantity + excluded.quantity,
            revenue_minor = insights_variant_hours.revenue_minor + excluded.revenue_minor
        """,
        """
        insert into insights_variant_hours (shop_id, variant_id, hour, orders, quantity, revenue_minor)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (shop_id, variant_id, hour) do update
        set orders = orders + excluded.orders, quantity = quantity + excluded.quantity, revenue_minor = revenue_minor + excluded.revenue_minor
        """);

    protected override string Name => "insights/sales";

    // Nobody waits for a roll-up: fewer, larger batches leave the processor to those who do.
    protected override int BatchMax => 5_000;

    protected override TimeSpan RestBetweenBatches => TimeSpan.FromSeconds(2);

    protected override async Task HandleAsync(UnitOfWork work, IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        var delivered = events.Where(told => told.Kind == Delivered).ToDictionary(told => OrderId.From(told.SubjectId), told => told.At);
        var hours = (await sold.FindAsync(delivered.Keys, ct))
            .GroupBy(order => (order.ShopId, order.VariantId, Hour: HourOf(delivered[order.Id])))
            .OrderBy(group => group.Key.VariantId.Value)
            .ToList();
        if (hours.Count == 0)
            return;
        var batch = work.NewBatch();
        batch.WriteRows(
            Add,
            hours.Count,
            hours.Select(h => h.Key.ShopId.Value).ToArray(),
            hours.Select(h => h.Key.VariantId.Value).ToArray(),
            hours.Select(h => h.Key.Hour).ToArray(),
            hours.Select(h => h.LongCount()).ToArray(),
            hours.Select(h => h.Sum(o => (long)o.Quantity)).ToArray(),
            hours.Select(h => h.Sum(o => o.AmountMinor)).ToArray());
        await batch.SendAsync(ct);
    }

    internal static DateTimeOffset HourOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
