using System.Globalization;
using System.Text.RegularExpressions;
using Diner.Bench.Stage;

namespace Diner.Bench.Settle;

/// <summary>How fast <c>pgbench</c> was with that many clients.</summary>
internal sealed record PgbenchRun(int Clients, double PerSecond, double LatencyMs)
{
    /// <summary>Processor time of PostgreSQL for one order.</summary>
    public double DatabaseCpuMs { get; init; }
}

/// <summary>
/// The peer: <c>pgbench</c> running the writes of a settlement, one order per transaction, with prepared statements. What another
/// programmer would write by hand, without HTTP, without a signature to check, without an application at all. Its ids are the order's own,
/// so it need not make any.
/// </summary>
internal static partial class PgbenchPeer
{
    private const string Script =
        """
        \set n :n + 1
        \set i :base + :n * :clients + :client_id
        begin;
        select id as oid, variant_id as vid, shop_id as sid, channel_id as cid, order_no as ono, amount_minor as minor, fee_minor as fee from ordering_orders where order_no = bench_order_no(:i) for update \gset
        insert into payments_payments (id, shop_id, channel_id, provider_transaction_id, order_no, order_id, amount_minor, currency, outcome, source, raw, recorded_at) values (:oid, :sid, :cid, '2026112222001' || :i, :ono, :oid, :minor, 'CNY', 0, 0, '?money=10.00&name=Card&out_trade_no=D261122-01234567&pid=1001&trade_no=2026112222001D26112201234567&trade_status=TRADE_SUCCESS&type=alipay&sign=0123456789abcdef0123456789abcdef&sign_type=MD5', now());
        select id as kid from vault_keys where variant_id = :vid and state = 0 and expires_at > now() order by expires_at, id limit 1 for update skip locked \gset
        update vault_keys set state = 1, order_id = :oid, sold_at = now() where id = :kid and state = 0;
        update ordering_orders set status = 2, paid_at = now(), delivered_at = now() where id = :oid and status = 0;
        delete from ordering_holds where order_id = :oid;
        insert into ledger_entries (posting_id, line, account, owner_id, amount_minor) values (:oid, 0, 0, :cid, :minor), (:oid, 1, 1, :sid, :fee::bigint - :minor::bigint), (:oid, 2, 2, '00000000-0000-0000-0000-000000000000', -(:fee::bigint));
        insert into ledger_postings (id, shop_id, order_id, payment_id, kind, currency, posted_at) values (:oid, :sid, :oid, :oid, 0, 'CNY', now());
        insert into data_events (xid, kind, shop_id, subject_id, payload, at) values (pg_current_xact_id()::text::bigint, 'order.delivered', :sid, :oid, '{"ShopId":{"Value":"' || :sid || '"},"SubjectId":"' || :oid || '","OrderNo":"' || :ono || '"}', now());
        update vault_stock set on_hand = on_hand - 1, held = held - 1 where variant_id = :vid;
        commit;
        """;

    /// <summary>Settles that many orders from the given one on.</summary>
    public static async Task<PgbenchRun> RunAsync(DinerProgram peer, int port, int clients, (int First, int Count) orders)
    {
        var file = Path.Combine(peer.DataDirectory, "settle.pgbench");
        await File.WriteAllTextAsync(file, Script);
        var run = await Tool.PostgresAsync(
            "pgbench", "-h", "127.0.0.1", "-p", $"{port}", "-U", "diner", "-n", "-M", "prepared", "-f", file,
            "-c", $"{clients}", "-j", "1", "-t", $"{orders.Count / clients}", "-D", "n=-1", "-D", $"base={orders.First}", "-D", $"clients={clients}", DatabaseOf(peer.Connection));
        return new PgbenchRun(clients, Figure(Tps(), run.Output), Figure(Latency(), run.Output));
    }

    public static string DatabaseOf(string connection) => new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;

    private static double Figure(Regex pattern, string output)
    {
        var found = pattern.Match(output);
        Require.That(found.Success, $"pgbench printed no figure: {output}");
        return double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();

    [GeneratedRegex(@"latency average = ([0-9.]+)")]
    private static partial Regex Latency();
}
