using System.Diagnostics;
using Diner.Bench.Stage;
using Diner.Data.Lanes;
using Diner.Kernel;
using Diner.Payments.Notifications;
using Diner.Settlement.Settle;
using Microsoft.Data.Sqlite;

namespace Diner.Bench.Settle;

/// <summary>
/// Settlement on the embedded database: our lane, in this process, against a plain loop that settles one order per transaction with
/// prepared commands. Both with <c>synchronous=FULL</c>, on copies of one file.
/// </summary>
internal static class SettleOnSqlite
{
    private const int Variants = 20;
    private const int Callers = 128;
    private const string Transaction = "2026112222001";

    public static async Task RunAsync(BenchOptions options, Report report)
    {
        var count = options.Quick ? 2_000 : 20_000;
        var warmUp = count / 10;
        await using var premises = await Premises.OpenSqliteAsync();
        Report.Say($"SQLite: preparing {count + warmUp:N0} unpaid orders ...");
        var shop = await BenchShop.OpenAsync(premises, Variants);
        Fill(premises.Connection, PendingOrders.Sqlite(shop, ((count + warmUp) / Variants) + 1, count + warmUp));
        var peer = premises.Program with { Connection = $"Data Source={Path.Combine(premises.Directory, "peer.db")}" };
        File.Copy(new SqliteConnectionStringBuilder(premises.Connection).DataSource, new SqliteConnectionStringBuilder(peer.Connection).DataSource);
        await premises.Program.CheckHealthAsync();

        var ours = await LaneAsync(premises, shop, warmUp, count);
        await premises.Program.CheckHealthAsync();
        Report.Say($"SQLite, our lane: {Report.Number(ours)} orders/s");
        var peerCount = Math.Min(count, options.Quick ? 500 : 8_000);
        var loop = PlainLoop.Run(peer.Connection, peerCount);
        await peer.CheckHealthAsync();

        report.Row("SQLite: orders/s (peer: a plain loop)", Report.Number(ours), Report.Number(loop))
            .Row("ratio (target 2)", Report.Number(ours / loop))
            .Set("sqlite_ours", ours).Set("sqlite_peer", loop).Set("sqlite_ratio", ours / loop);
    }

    private static void Fill(string connection, string sql)
    {
        using (var sqlite = new SqliteConnection(connection))
        {
            sqlite.Open();
            foreach (var text in (string[])["begin", sql, "commit", "analyze", "pragma wal_checkpoint(truncate)"])
            {
                using var command = new SqliteCommand(text, sqlite) { CommandTimeout = 0 };
                command.ExecuteNonQuery();
            }
        }

        Premises.CloseConnections();
    }

    private static async Task<double> LaneAsync(Premises premises, BenchShop shop, int warmUp, int count)
    {
        var lane = premises.Get<BatchLane<SettlementRequest, SettlementResult>>();
        await lane.StartAsync(CancellationToken.None);
        await SettleAsync(lane, shop, 0, warmUp);
        var started = Stopwatch.GetTimestamp();
        await SettleAsync(lane, shop, warmUp, count);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await lane.StopAsync(CancellationToken.None);
        return count / elapsed.TotalSeconds;
    }

    private static Task SettleAsync(BatchLane<SettlementRequest, SettlementResult> lane, BenchShop shop, int first, int count)
    {
        var next = first - 1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n < first + count)
            {
                var number = PendingOrders.NumberOf(n);
                var payment = new VerifiedPayment(shop.Channel, $"{Transaction}{n}", number, Money.Cny(BenchShop.PriceMinor), "?money=10.00");
                Require.That(lane.TryEnter(SettlementRequest.Notified(shop.Id, payment, TimeProvider.System.GetUtcNow()), out var settling), "the lane was full.");
                Require.That((await settling).Outcome == SettlementOutcome.Settled, "an order was not settled.");
            }
        })));
    }
}
