using Diner.Bench.Load;
using Diner.Bench.Stage;

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
internal sealed class SettleRun(DinerServerProcess server, BenchShop shop, int orders)
{
    private readonly byte[][] _requests = Prepare(server, shop, orders);
    private int _taken;

    /// <summary>Orders notified so far.</summary>
    public int Settled { get; private set; }

    public async Task<Latencies> RunAsync(int connections, int count, TimeSpan atMost)
    {
        var first = _taken;
        using var load = await HttpLoad.OpenAsync(server.Address, connections);
        var run = await load.RunAsync(new Workload(Math.Min(count, _requests.Length - first), n => _requests[first + n], EpayRequests.IsSuccess), atMost);
        _taken += run.Count;
        Settled += run.Count;
        return run;
    }

    private static byte[][] Prepare(DinerServerProcess server, BenchShop shop, int orders)
    {
        var epay = new EpayRequests(shop.Channel, server.Address);
        return [.. Enumerable.Range(0, orders).AsParallel().AsOrdered().Select(n => epay.Paid(PendingOrders.NumberOf(n), BenchShop.PriceMinor))];
    }
}
