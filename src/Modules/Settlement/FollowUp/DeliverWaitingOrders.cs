using Diner.Data.Jobs;
using Diner.Data.Lanes;
using Diner.Kernel;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Orders;
using Diner.Settlement.Settle;
using Diner.Vault.Stock;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.FollowUp;

/// <summary>
/// Looks, each second, for orders that can go on by themselves: paid ones whose keys have arrived, and free ones that were placed but not
/// settled because the process stopped in between. They take the same lane as payments.
/// </summary>
internal sealed class DeliverWaitingOrders(
    WaitingOrders waiting, StockOnHand stock, BatchLane<SettlementRequest, SettlementResult> lane, TimeProvider clock, ILogger<DeliverWaitingOrders> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int BatchMax = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var requests = new List<SettlementRequest>();
        var now = Clock.GetUtcNow();
        var stocked = await stock.WhichHaveKeysAsync(await waiting.VariantsAwaitingStockAsync(ct), ct);
        foreach (var order in await waiting.AwaitingStockAsync(stocked, BatchMax, ct))
            requests.Add(SettlementRequest.KeysArrived(order.ShopId, order.OrderNo, now));
        foreach (var order in await waiting.FreeAndPendingAsync(BatchMax, ct))
            requests.Add(SettleFreeOrders.Request(order, now));

        var outcomes = await Task.WhenAll(requests.Select(SettleAsync));
        return outcomes.Count(outcome => outcome == SettlementOutcome.Settled) >= BatchMax;
    }

    private async Task<SettlementOutcome?> SettleAsync(SettlementRequest request) =>
        lane.TryEnter(request, out var settling) ? (await settling).Outcome : null;
}
