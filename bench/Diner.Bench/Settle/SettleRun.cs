using Diner.Bench.Load;
using Diner.Bench.Stage;
using Diner.Kernel;

namespace Diner.Bench.Settle;

/// <summary>Processor time used between two moments, by the server and its database, in milliseconds.</summary>
internal readonly record struct CpuUse(double ServerMs, double DatabaseMs)
{
    public static CpuUse Now(DinerServerProcess server, BenchCluster cluster) => new(ProcessMeter.CpuMs(server.Pid), ProcessMeter.ClusterCpuMs(cluster.Postmaster));

    public CpuUse Since(CpuUse before) => new(ServerMs - before.ServerMs, DatabaseMs - before.DatabaseMs);
}

/// <summary>
/// Notifies a server of payments, one for each prepared order, from the first on. Every answer must be <c>success</c>,
/// which the server gives after the commit.
/// </summary>
internal sealed class SettleRun(DinerServerProcess server, byte[][] requests, Func<HttpAnswer, bool> isSuccess)
{
    private int _taken;

    public SettleRun(DinerServerProcess server, BenchShop shop, int orders)
        : this(server, Prepare(server, shop, orders), EpayRequests.IsSuccess)
    {
    }

    /// <summary>Orders notified so far.</summary>
    public int Settled { get; private set; }

    public async Task<Latencies> RunAsync(int connections, int count, TimeSpan atMost)
    {
        var first = _taken;
        using var load = await HttpLoad.OpenAsync(server.Address, connections);
        var run = await load.RunAsync(new Workload(Math.Min(count, requests.Length - first), n => requests[first + n], isSuccess), atMost);
        _taken += run.Count;
        Settled += run.Count;
        return run;
    }

    /// <summary>One that tells of orders <paramref name="first"/> and after through another channel than epay.</summary>
    public static SettleRun Through(PaidNotices notices, DinerServerProcess server, ChannelId channel, int first, int orders)
    {
        Report.Say($"Signing {orders:N0} notifications of {notices.Type} ...");
        byte[][] requests = [.. Enumerable.Range(first, orders).AsParallel().AsOrdered().Select(n => notices.Paid(channel, server.Address, PendingOrders.NumberOf(n), BenchShop.PriceMinor))];
        return new SettleRun(server, requests, notices.IsSuccess);
    }

    private static byte[][] Prepare(DinerServerProcess server, BenchShop shop, int orders)
    {
        var epay = new EpayRequests(shop.Channel, server.Address);
        return [.. Enumerable.Range(0, orders).AsParallel().AsOrdered().Select(n => epay.Paid(PendingOrders.NumberOf(n), BenchShop.PriceMinor))];
    }
}
