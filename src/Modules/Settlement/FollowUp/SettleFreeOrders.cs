using Diner.Data.Lanes;
using Diner.Kernel;
using Diner.Ordering.Checkout;
using Diner.Ordering.Orders;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Settlement.Settle;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.FollowUp;

/// <summary>Settles orders that cost nothing, by the same lane as paid ones.</summary>
internal sealed partial class SettleFreeOrders(
    BatchLane<SettlementRequest, SettlementResult> lane, TimeProvider clock, ILogger<SettleFreeOrders> logger) : ISettleFreeOrders
{
    public async Task SettleAsync(OrderView order, CancellationToken ct)
    {
        Invariant.Require(order.Amount.IsZero);
        if (!lane.TryEnter(Request(order, clock.GetUtcNow()), out var settling))
            return;
        try
        {
            await settling;
        }
        catch (LaneFailedException failure)
        {
            // The order is placed; the job that looks for waiting orders settles it.
            LogNotSettled(logger, failure, order.OrderNo);
        }
    }

    public static SettlementRequest Request(OrderView order, DateTimeOffset now) => SettlementRequest.Vouched(
        order.ShopId,
        new VerifiedPayment(order.ChannelId, $"free:{order.OrderNo}", order.OrderNo, order.Amount, "nothing to pay"),
        PaymentSource.Free,
        now);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The free order {OrderNo} was not settled yet")]
    private static partial void LogNotSettled(ILogger logger, Exception failure, string orderNo);
}
