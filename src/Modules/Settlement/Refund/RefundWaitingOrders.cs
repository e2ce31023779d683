using Diner.Data.Audit;
using Diner.Data.Jobs;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.Refund;

/// <summary>Gives the money back for paid orders that have waited for keys longer than their shop lets them.</summary>
internal sealed partial class RefundWaitingOrders(OverdueOrders overdue, RefundPayment refund, TimeProvider clock, ILogger<RefundWaitingOrders> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly Actor House = Actor.House("refunds");

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        await foreach (var order in overdue.ReadAsync(ct))
        {
            var done = await refund.RunAsync(House, order.Refund, ct);
            if (!done.IsOk)
                LogNotRefunded(logger, order.OrderNo, done.Problem.Detail);
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {OrderNo} waits for keys past its limit and was not refunded: {Why}")]
    private static partial void LogNotRefunded(ILogger logger, string orderNo, string why);
}
