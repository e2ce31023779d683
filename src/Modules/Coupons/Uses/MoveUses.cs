using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Coupons.Uses;

/// <summary>An order with a coupon that begins or ends to count.</summary>
/// <param name="OrderId">The order, which the caller has locked.</param>
/// <param name="Shop">Its shop.</param>
/// <param name="Code">The code it was priced with.</param>
public sealed record MovedUse(OrderId OrderId, ShopId Shop, string Code);

/// <summary>
/// Gives uses back when their orders expire or are refunded, and counts them again when an expired order is paid after all. Then a code
/// may have more uses than its limit: the buyer paid what we asked for.
/// </summary>
public static class MoveUses
{
    private static readonly SqlText GiveBack = new(
        "update coupons_uses set is_counted = false where order_id = any($1) and is_counted",
        "update coupons_uses set is_counted = 0 where order_id = $1 and is_counted");

    private static readonly SqlText CountAgain = new(
        "update coupons_uses set is_counted = true where order_id = any($1) and not is_counted",
        "update coupons_uses set is_counted = 1 where order_id = $1 and not is_counted");

    /// <summary>Adds the giving back to the batch.</summary>
    public static void BackTo(SqlBatch batch, IEnumerable<MovedUse> uses) => Add(batch, GiveBack, [.. uses], by: -1);

    /// <summary>Adds the counting again to the batch.</summary>
    public static void AgainTo(SqlBatch batch, IEnumerable<MovedUse> uses) => Add(batch, CountAgain, [.. uses], by: 1);

    private static void Add(SqlBatch batch, SqlText statement, IReadOnlyList<MovedUse> uses, int by)
    {
        batch.WriteRows(statement, uses.Count, uses.Select(u => u.OrderId.Value).ToArray());
        CodeCounters.AddTo(batch, uses.Select(u => (u.Shop, u.Code)), by);
    }
}
