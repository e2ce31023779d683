using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Jobs;
using Diner.Kernel;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Orders;
using Diner.Payments.Records;
using Microsoft.Extensions.Logging;

namespace Diner.Settlement.Refund;

/// <summary>Gives the money back for paid orders that have waited for keys longer than their shop lets them.</summary>
public sealed partial class RefundWaitingOrders(WaitingAcrossShops waiting, Shops shops, PaymentRecords payments, RefundPayment refund, TimeProvider clock, ILogger<RefundWaitingOrders> logger)
    : PeriodicJob(Interval, clock, logger)
{
    private const int AtOnce = 100;
    private const string Reason = "缺货超过约定时间，自动退款 · Out of stock for longer than promised: the money goes back by itself.";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly Actor House = Actor.House("refunds");

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        var after = (Since: DateTimeOffset.MinValue, Id: default(OrderId));
        IReadOnlyList<WaitingOrder> page;
        do
        {
            page = await waiting.ListAsync(OrderStatus.AwaitingStock, after, AtOnce, ct);
            foreach (var order in page)
                await RefundAsync(order, ct);
            if (page.Count > 0)
                after = (page[^1].Since, page[^1].Id);
        }
        while (page.Count == AtOnce);
        return false;
    }

    private async Task RefundAsync(WaitingOrder order, CancellationToken ct)
    {
        if (await shops.FindAsync(order.Shop, ct) is not { } shop || order.Since.AddHours(shop.Settings.AwaitingStockHoursMax) > Clock.GetUtcNow())
            return;
        var paid = (await payments.OfOrderAsync(order.Shop, order.Id, order.OrderNo, ct)).FirstOrDefault(p => p.Outcome == PaymentOutcome.Applied);
        if (paid?.Refundable is not { IsZero: false } left)
            return;
        var done = await refund.RunAsync(House, new RefundOrder(order.Shop, paid.Id, left.AmountMinor, Reason), ct);
        if (!done.IsOk)
            LogNotRefunded(logger, order.OrderNo, done.Problem.Detail);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {OrderNo} waits for keys past its limit and was not refunded: {Why}")]
    private static partial void LogNotRefunded(ILogger logger, string orderNo, string why);
}
