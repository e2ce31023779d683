using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Vault.Replacement;

namespace Diner.Web.Storefront.Delivery;

/// <summary>Where an order is, as an open page watches it.</summary>
/// <param name="Mark">Its status on the wire, and a number behind it once a report was answered or a key exchanged: <c>delivered.1</c>.</param>
/// <param name="MayChange">There is something to wait for: the order moves on, or a report is open.</param>
/// <param name="Reports">What was reported; empty before delivery.</param>
public sealed record OrderPulse(string Mark, bool MayChange, IReadOnlyList<ReportView> Reports);

/// <summary>Feels the pulse of an order.</summary>
internal sealed class OrderPulses(ProblemReports reports, Replacements replacements)
{
    /// <summary>The pulse now; before delivery it asks nobody.</summary>
    public async Task<OrderPulse> OfAsync(OrderView order, CancellationToken ct)
    {
        var status = order.Status.ToWire();
        if (order.Status != OrderStatus.Delivered)
            return new OrderPulse(status, OrderWords.IsWaiting(order.Status), []);
        var reported = await reports.OfOrderAsync(order.Id, ct);
        var news = reported.Count(report => report.State != ReportState.Open) + (await replacements.OfOrderAsync(order.Id, ct)).Count;
        return new OrderPulse(news == 0 ? status : $"{status}.{news}", reported.Any(report => report.State == ReportState.Open), reported);
    }
}
