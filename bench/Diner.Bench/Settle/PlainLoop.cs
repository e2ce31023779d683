using System.Diagnostics;
using Diner.Bench.Stage;
using Microsoft.Data.Sqlite;

namespace Diner.Bench.Settle;

/// <summary>The peer on SQLite: the same writes, one order per transaction, every command prepared once.</summary>
internal sealed class PlainLoop : IDisposable
{
    private const int WarmUp = 100;

    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _commands = [];
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _pick;
    private readonly SqliteCommand[] _writes;

    private PlainLoop(string connection)
    {
        _connection = new SqliteConnection(connection);
        _connection.Open();
        Prepare("pragma synchronous = full").ExecuteNonQuery();
        Prepare("pragma cache_size = -65536").ExecuteNonQuery();
        Prepare("pragma temp_store = memory").ExecuteNonQuery();
        _find = Prepare("select id, variant_id, shop_id, channel_id, amount_minor, fee_minor from ordering_orders where order_no = $ono", "$ono");
        _pick = Prepare("select id from vault_keys where variant_id = $vid and state = 0 and expires_at > $now order by expires_at, id limit 1", "$vid", "$now");
        _writes =
        [
            Write("insert into payments_payments (id, shop_id, channel_id, provider_transaction_id, order_no, order_id, amount_minor, currency, outcome, source, raw, recorded_at) values ($oid, $sid, $cid, '2026112222001' || $ono, $ono, $oid, $minor, 'CNY', 0, 0, '?money=10.00', $now)"),
            Write("update vault_keys set state = 1, order_id = $oid, sold_at = $now where id = $kid and state = 0"),
            Write("update ordering_orders set status = 2, paid_at = $now, delivered_at = $now where id = $oid and status = 0"),
            Write("delete from ordering_holds where order_id = $oid"),
            Write("insert into ledger_entries (posting_id, line, account, owner_id, amount_minor) values ($oid, 0, 0, $cid, $minor), ($oid, 1, 1, $sid, $fee - $minor), ($oid, 2, 2, '00000000-0000-0000-0000-000000000000', -$fee)"),
            Write("insert into ledger_postings (id, shop_id, order_id, payment_id, kind, currency, posted_at) values ($oid, $sid, $oid, $oid, 0, 'CNY', $now)"),
            Write("insert into data_events (xid, kind, shop_id, subject_id, payload, at) values (0, 'order.delivered', $sid, $oid, '{\"ShopId\":{\"Value\":\"' || $sid || '\"},\"SubjectId\":\"' || $oid || '\",\"OrderNo\":\"' || $ono || '\"}', $now)"),
            Write("update vault_stock set on_hand = on_hand - 1, held = held - 1 where variant_id = $vid"),
        ];
    }

    /// <summary>Orders a second.</summary>
    public static double Run(string connection, int count)
    {
        using var loop = new PlainLoop(connection);
        for (var n = 0; n < WarmUp; n++)
            loop.Settle(PendingOrders.NumberOf(n));
        var started = Stopwatch.GetTimestamp();
        for (var n = WarmUp; n < WarmUp + count; n++)
            loop.Settle(PendingOrders.NumberOf(n));
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var command in _commands)
            command.Dispose();
        _connection.Dispose();
    }

    private void Settle(string orderNo)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var command in _commands)
            command.Transaction = transaction;
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var values = new Dictionary<string, object> { ["$ono"] = orderNo, ["$now"] = now };
        _find.Parameters[0].Value = orderNo;
        using (var order = _find.ExecuteReader())
        {
            Require.That(order.Read(), "an order is missing.");
            foreach (var (name, column) in (ReadOnlySpan<(string, int)>)[("$oid", 0), ("$vid", 1), ("$sid", 2), ("$cid", 3), ("$minor", 4), ("$fee", 5)])
                values[name] = order.GetValue(column);
        }

        (_pick.Parameters[0].Value, _pick.Parameters[1].Value) = (values["$vid"], now);
        values["$kid"] = _pick.ExecuteScalar() ?? throw new InvalidOperationException("The pool is empty.");
        foreach (var write in _writes)
        {
            foreach (SqliteParameter parameter in write.Parameters)
                parameter.Value = values[parameter.ParameterName];
            write.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private SqliteCommand Write(string sql) =>
        Prepare(sql, [.. ((string[])["$oid", "$vid", "$sid", "$cid", "$minor", "$fee", "$kid", "$ono", "$now"]).Where(name => sql.Contains(name, StringComparison.Ordinal))]);

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = new SqliteCommand(sql, _connection);
        foreach (var name in parameters)
            command.Parameters.AddWithValue(name, DBNull.Value);
        command.Prepare();
        _commands.Add(command);
        return command;
    }
}
