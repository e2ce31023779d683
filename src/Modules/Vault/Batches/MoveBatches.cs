using Diner.Data.Sql;
using Diner.Kernel;
using Diner.Vault.Keys;

namespace Diner.Vault.Batches;

/// <summary>A change of one batch's counters.</summary>
/// <param name="BatchId">Which batch; keys that came in none count nowhere.</param>
public sealed record BatchMove(BatchId BatchId)
{
    /// <summary>Added to the keys that orders have.</summary>
    public int Sold { get; init; }

    /// <summary>Added to the keys the merchant took out.</summary>
    public int Recycled { get; init; }

    /// <summary>Added to the keys that expired unsold.</summary>
    public int Expired { get; init; }

    /// <summary>Added to the keys found bad.</summary>
    public int Bad { get; init; }

    /// <summary>Added to what orders paid, minor units.</summary>
    public long RevenueMinor { get; init; }
}

/// <summary>
/// Moves the counters of batches, which therefore never have to be counted. What is left of a batch is what came in less all of these.
/// It belongs behind <see cref="Diner.Vault.Stock.MoveStock"/>, everywhere: rows of stock are locked before rows of batches.
/// </summary>
public static class MoveBatches
{
    private static readonly SqlText Statement = new(
        """
        with move as (
            select *
            from unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[], $5::integer[], $6::bigint[])
                as m(batch_id, sold, recycled, expired, bad, revenue_minor)),
        locked as materialized (
            select id from vault_batches where id = any($1) order by id for update)
        update vault_batches b
        set sold = b.sold + m.sold, recycled = b.recycled + m.recycled, expired = b.expired + m.expired, bad = b.bad + m.bad,
            revenue_minor = b.revenue_minor + m.revenue_minor
        from locked l join move m on m.batch_id = l.id
        where b.id = l.id
        """,
        """
        update vault_batches
        set sold = sold + $2, recycled = recycled + $3, expired = expired + $4, bad = bad + $5, revenue_minor = revenue_minor + $6
        where id = $1
        """);

    /// <summary>Adds the moves to the batch of statements, summed by batch of keys.</summary>
    public static void AddTo(SqlBatch batch, IEnumerable<BatchMove> moves)
    {
        var sums = moves.Where(move => move.BatchId != FulfilByHand.NoBatch).GroupBy(move => move.BatchId).ToList();
        batch.WriteRows(
            Statement,
            sums.Count,
            sums.Select(sum => sum.Key.Value).ToArray(),
            sums.Select(sum => sum.Sum(m => m.Sold)).ToArray(),
            sums.Select(sum => sum.Sum(m => m.Recycled)).ToArray(),
            sums.Select(sum => sum.Sum(m => m.Expired)).ToArray(),
            sums.Select(sum => sum.Sum(m => m.Bad)).ToArray(),
            sums.Select(sum => sum.Sum(m => m.RevenueMinor)).ToArray());
    }
}
