using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Insights.Sales;

/// <summary>Adds facts of one shop to its roll-ups. New orders, an import and a rebuild all come through here, so they cannot differ.</summary>
internal static class RollUp
{
    private static readonly SqlText AddHours = new(
        """
        insert into insights_variant_hours (shop_id, variant_id, hour, orders, leads, quantity, revenue_minor, cost_minor)
        select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
        on conflict (shop_id, variant_id, hour) do update
        set orders = insights_variant_hours.orders + excluded.orders, leads = insights_variant_hours.leads + excluded.leads,
            quantity = insights_variant_hours.quantity + excluded.quantity,
            revenue_minor = insights_variant_hours.revenue_minor + excluded.revenue_minor, cost_minor = insights_variant_hours.cost_minor + excluded.cost_minor
        """,
        """
        insert into insights_variant_hours (shop_id, variant_id, hour, orders, leads, quantity, revenue_minor, cost_minor)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (shop_id, variant_id, hour) do update
        set orders = orders + excluded.orders, leads = leads + excluded.leads, quantity = quantity + excluded.quantity,
            revenue_minor = revenue_minor + excluded.revenue_minor, cost_minor = cost_minor + excluded.cost_minor
        """);

    private static readonly SqlText AddDays = new(
        """
        insert into insights_buyer_days (shop_id, month, buyer, day, orders, quantity, revenue_minor)
        select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[])
        on conflict (shop_id, month, buyer, day) do update
        set orders = insights_buyer_days.orders + excluded.orders, quantity = insights_buyer_days.quantity + excluded.quantity,
            revenue_minor = insights_buyer_days.revenue_minor + excluded.revenue_minor
        """,
        """
        insert into insights_buyer_days (shop_id, month, buyer, day, orders, quantity, revenue_minor)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (shop_id, month, buyer, day) do update
        set orders = orders + excluded.orders, quantity = quantity + excluded.quantity, revenue_minor = revenue_minor + excluded.revenue_minor
        """);

    /// <summary>Adds the statements to the batch; the facts are counted whatever they are, so each may come once only.</summary>
    public static void AddTo(SqlBatch batch, ShopClock clock, IReadOnlyCollection<SaleFact> facts)
    {
        // In one order everywhere, so that two who add at once do not wait for each other in a circle.
        var hours = facts.GroupBy(f => (f.ShopId, f.VariantId, Hour: clock.HourOf(f.At))).OrderBy(g => g.Key.VariantId.Value).ThenBy(g => g.Key.Hour).ToList();
        batch.WriteRows(
            AddHours,
            hours.Count,
            Column(hours, g => g.Key.ShopId.Value),
            Column(hours, g => g.Key.VariantId.Value),
            Column(hours, g => g.Key.Hour),
            Column(hours, g => g.LongCount(f => f.Reference == SaleFact.Sale)),
            Column(hours, g => g.LongCount(f => f.Leads)),
            Column(hours, g => g.Sum(f => (long)f.Quantity)),
            Column(hours, g => g.Sum(f => f.AmountMinor)),
            Column(hours, g => g.Sum(f => f.CostMinor)));

        var days = facts.GroupBy(f => (f.ShopId, f.Buyer, Day: clock.DayOf(f.At))).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Buyer).ToList();
        batch.WriteRows(
            AddDays,
            days.Count,
            Column(days, g => g.Key.ShopId.Value),
            Column(days, g => ShopClock.MonthOf(g.Key.Day)),
            Column(days, g => g.Key.Buyer),
            Column(days, g => g.Key.Day.DayNumber),
            Column(days, g => g.LongCount(f => f.Leads)),
            Column(days, g => g.Sum(f => (long)f.Quantity)),
            Column(days, g => g.Sum(f => f.AmountMinor)));
    }

    private static T[] Column<TGroup, T>(List<TGroup> groups, Func<TGroup, T> value) => [.. groups.Select(value)];
}
