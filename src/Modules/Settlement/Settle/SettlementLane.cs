using Diner.Data.Lanes;
using Diner.Data.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.Settle;

/// <summary>The lane verified payments gather in.</summary>
internal static class SettlementLane
{
    // A gateway gives up after some seconds: what cannot be settled within them is better sent again.
    private const int Capacity = 8192;
    private const int BatchMax = 512;

    public static BatchLane<SettlementRequest, SettlementResult> Make(IServiceProvider services) => new(
        new LaneOptions("settlement", Capacity, BatchMax, Workers: services.GetRequiredService<Database>().Kind == DatabaseKind.Postgres ? 2 : 1),
        services.GetRequiredService<SettlePayments>().RunAsync,
        services.GetRequiredService<ILoggerFactory>().CreateLogger<SettlePayments>());
}
