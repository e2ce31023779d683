using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Records;

namespace Diner.Web.Merchant.Payments;

/// <summary>A payment that waits, with what is known around it.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Channel">What its channel is called.</param>
/// <param name="Order">The shop's order of the number it named; null when there is none.</param>
public sealed record UnmatchedLine(UnmatchedPayment Payment, string Channel, OrderView? Order)
{
    /// <summary>Why it found no use, and so what to do: a key of DeskText.</summary>
    public string Why => Order switch
    {
        null => "UnmatchedNoOrder",
        { PaidAt: not null } => "UnmatchedPaidBefore",
        _ => "UnmatchedOtherChannel",
    };
}

/// <summary>One page of them, those that wait longest first.</summary>
/// <param name="Lines">The payments.</param>
/// <param name="Next">Where younger ones go on, or null.</param>
/// <param name="IsFirst">It is the first page.</param>
/// <param name="Now">The time the clocks are read at.</param>
public sealed record UnmatchedView(IReadOnlyList<UnmatchedLine> Lines, PaymentId? Next, bool IsFirst, DateTimeOffset Now);

/// <summary>Gathers a shop's unmatched payments and the orders they name.</summary>
internal sealed class UnmatchedDesk(UnmatchedPayments payments, OrderQueries orders, Channels channels, TimeProvider clock)
{
    private const int PageSize = 50;

    public async Task<UnmatchedView> ViewAsync(ShopView shop, PaymentId? after, CancellationToken ct)
    {
        var found = await payments.ListAsync(shop.Id, after, PageSize + 1, ct);
        var page = found.Take(PageSize).ToList();
        var named = await orders.FindByNosAsync([.. page.Select(payment => payment.OrderNo).Distinct()], ct);
        var names = (await channels.ListAsync(shop.Id, ct)).ToDictionary(channel => channel.Id, channel => channel.Name);
        var lines = page.Select(payment => new UnmatchedLine(
            payment, names.GetValueOrDefault(payment.Channel, ""), named.GetValueOrDefault(payment.OrderNo) is { } order && order.ShopId == shop.Id ? order : null));
        return new UnmatchedView([.. lines], found.Count > PageSize ? page[^1].Id : null, after is null, clock.GetUtcNow());
    }
}
