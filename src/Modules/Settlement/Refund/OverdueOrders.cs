using System.Runtime.CompilerServices;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Exceptions;
using Diner.Ordering.Orders;
using Diner.Payments.Records;

namespace Diner.Settlement.Refund;

/// <summary>A paid order that has waited too long, and what goes back for it.</summary>
internal sealed record OverdueOrder(string OrderNo, RefundOrder Refund);

/// <summary>Finds paid orders that have waited for keys longer than their shop lets them.</summary>
internal sealed class OverdueOrders(WaitingAcrossShops waiting, Shops shops, PaymentRecords payments, TimeProvider clock)
{
    private const int PageSize = 100;
    private const string Reason = "缺货超过约定时间，自动退款 · Out of stock for longer than promised: the money goes back by itself.";

    public async IAsyncEnumerable<OverdueOrder> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var after = (Since: DateTimeOffset.MinValue, Id: default(OrderId));
        IReadOnlyList<WaitingOrder> page;
        do
        {
            page = await waiting.ListAsync(OrderStatus.AwaitingStock, after, PageSize, ct);
            foreach (var order in page)
            {
                after = (order.Since, order.Id);
                if (await IsOverdueAsync(order, ct) && await PaidAsync(order, ct) is { } refund)
                    yield return new OverdueOrder(order.OrderNo, refund);
            }
        }
        while (page.Count == PageSize);
    }

    private async Task<bool> IsOverdueAsync(WaitingOrder order, CancellationToken ct) =>
        await shops.FindAsync(order.Shop, ct) is { } shop && order.Since.AddHours(shop.Settings.AwaitingStockHoursMax) <= clock.GetUtcNow();

    private async Task<RefundOrder?> PaidAsync(WaitingOrder order, CancellationToken ct)
    {
        var paid = (await payments.OfOrderAsync(order.Shop, order.Id, order.OrderNo, ct)).FirstOrDefault(payment => payment.Outcome == PaymentOutcome.Applied);
        return paid?.Refundable is { IsZero: false } left ? new RefundOrder(order.Shop, paid.Id, left.AmountMinor, Reason) : null;
    }
}
