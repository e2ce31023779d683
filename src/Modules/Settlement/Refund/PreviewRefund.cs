using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Refunds;

namespace Diner.Settlement.Refund;

/// <summary>Says what a refund would move, before anybody confirms it. Promises nothing: what it says is true while nothing else is given back.</summary>
public sealed class PreviewRefund(Database database, RefundParts parts)
{
    /// <summary>The terms; null when the shop has no such payment or so much is not left of it.</summary>
    public async Task<RefundTerms?> RunAsync(ShopId shop, PaymentId payment, long amountMinor, CancellationToken ct)
    {
        if (await parts.FindOrderNoAsync(new RefundOrder(shop, payment, amountMinor, ""), ct) is not { } orderNo)
            return null;
        await using var work = await database.BeginAsync(ct);
        var batch = work.NewBatch();
        var orders = LockOrders.AddTo(batch, [orderNo]);
        var payments = LockPayments.AddTo(batch, payment);
        await batch.SendAsync(ct);
        var paid = payments.Rows[0];
        return paid.Refundable is { } left && amountMinor >= 1 && amountMinor <= left.AmountMinor
            ? await parts.TermsAsync(paid, orders.Rows.FirstOrDefault(order => order.Id == paid.OrderId), left with { AmountMinor = amountMinor }, ct)
            : null;
    }
}
