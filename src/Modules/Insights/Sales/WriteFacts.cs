using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Insights.Sales;

/// <summary>Writes facts, and counts those that were not known in the roll-ups, in the caller's transaction.</summary>
internal static class WriteFacts
{
    private static readonly SqlText Insert = new(
        """
        insert into insights_sales (shop_id, order_no, variant_id, reference, at, buyer, quantity, amount_minor, cost_minor, leads, took_ms)
        select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::uuid[], $7::int[], $8::bigint[], $9::bigint[], $10::boolean[], $11::int[])
        on conflict do nothing
        returning order_no, variant_id, reference
        """,
        """
        insert into insights_sales (shop_id, order_no, variant_id, reference, at, buyer, quantity, amount_minor, cost_minor, leads, took_ms)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict do nothing
        returning order_no, variant_id, reference
        """);

    /// <summary>Writes facts of one shop; how many were new.</summary>
    public static async Task<int> RunAsync(UnitOfWork work, ShopClock clock, IReadOnlyList<SaleFact> facts, CancellationToken ct)
    {
        if (facts.Count == 0)
            return 0;
        var batch = work.NewBatch();
        var written = batch.ReadRows(
            Insert,
            row => (row.Text(0), row.Id<VariantId>(1), row.Text(2)),
            facts.Select(f => f.ShopId.Value).ToArray(),
            facts.Select(f => f.OrderNo).ToArray(),
            facts.Select(f => f.VariantId.Value).ToArray(),
            facts.Select(f => f.Reference).ToArray(),
            facts.Select(f => f.At).ToArray(),
            facts.Select(f => f.Buyer).ToArray(),
            facts.Select(f => f.Quantity).ToArray(),
            facts.Select(f => f.AmountMinor).ToArray(),
            facts.Select(f => f.CostMinor).ToArray(),
            facts.Select(f => f.Leads).ToArray(),
            facts.Select(f => f.TookMs).ToArray());
        await batch.SendAsync(ct);
        if (written.Rows.Count == 0)
            return 0;
        var isNew = written.Rows.ToHashSet();
        RollUp.AddTo(batch, clock, [.. facts.Where(f => isNew.Remove((f.OrderNo, f.VariantId, f.Reference)))]);
        await batch.SendAsync(ct);
        return written.Rows.Count;
    }
}
