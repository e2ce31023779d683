using Diner.Data.Sql;
using Diner.Kernel;

namespace Diner.Vault.Allocation;

/// <summary>Writes down which order has which key.</summary>
public static class SellKeys
{
    private static readonly SqlText Sell = new(
        """
        update vault_keys k
        set state = 1, order_id = s.order_id, sold_at = s.sold_at
        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as s(key_id, order_id, sold_at)
        where k.id = s.key_id and k.state = 0
        """,
        "update vault_keys set state = 1, order_id = $2, sold_at = $3 where id = $1 and state = 0");

    private static readonly SqlText Share = new(
        """
        insert into vault_key_shares (order_id, key_id, quantity, shared_at)
        select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::timestamptz[])
        """,
        "insert into vault_key_shares (order_id, key_id, quantity, shared_at) values ($1, $2, $3, $4)");

    /// <summary>Sells one-time keys. A key that is no longer available fails the batch.</summary>
    public static void AddTo(SqlBatch batch, IReadOnlyList<AssignedKey> assigned, DateTimeOffset now) => batch.WriteRows(
        Sell,
        assigned.Count,
        assigned.Select(a => a.KeyId.Value).ToArray(),
        assigned.Select(a => a.OrderId.Value).ToArray(),
        assigned.Select(_ => now).ToArray());

    /// <summary>Hands reusable keys to orders; they stay in the pool.</summary>
    public static void AddSharesTo(SqlBatch batch, IReadOnlyList<(KeyDemand Demand, KeyId KeyId)> shared, DateTimeOffset now) => batch.InsertRows(
        Share,
        shared.Select(s => s.Demand.OrderId.Value).ToArray(),
        shared.Select(s => s.KeyId.Value).ToArray(),
        shared.Select(s => s.Demand.Quantity).ToArray(),
        shared.Select(_ => now).ToArray());
}
