using Diner.Data.Sql;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault.Returns;

/// <summary>A key that was delivered and whose money went back.</summary>
internal sealed class KeyReturn
{
    public KeyId KeyId { get; init; }

    public OrderId OrderId { get; init; }

    public ReturnMark Mark { get; init; }

    public DateTimeOffset At { get; init; }

    public static void AddTo(ModelBuilder model) => model.Entity<KeyReturn>(row =>
    {
        row.ToTable("vault_returns");
        row.HasKey(r => new { r.OrderId, r.KeyId });
    });
}

/// <summary>Marks the keys of an order whose money goes back. A key that is sold stays so: nothing brings it back into a pool.</summary>
public static class MarkReturns
{
    private static readonly SqlText Mark =
        """
        insert into vault_returns (order_id, key_id, mark, at)
        select o.order_id, o.key_id, $2, $3
        from (
            select order_id, id as key_id from vault_keys where order_id = $1 and state = 1
            union all
            select order_id, key_id from vault_key_shares where order_id = $1) o
        where true
        on conflict (order_id, key_id) do update set mark = excluded.mark, at = excluded.at
        """;

    private static readonly SqlText Drop = "delete from vault_returns where order_id = $1";

    /// <summary>Adds the marks to the batch; the latest word counts.</summary>
    public static void AddTo(SqlBatch batch, OrderId order, ReturnMark mark, DateTimeOffset now) => batch.Run(Mark, order.Value, (short)mark, now);

    /// <summary>Takes them off again: the money stays after all.</summary>
    public static void TakeOff(SqlBatch batch, OrderId order) => batch.Run(Drop, order.Value);
}
