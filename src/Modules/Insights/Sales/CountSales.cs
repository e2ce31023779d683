using Diner.Catalog.Shops;
using Diner.Data.Events;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Trade;
using Diner.Settlement;
using Diner.Vault.Batches;
using Microsoft.Extensions.Logging;

namespace Diner.Insights.Sales;

/// <summary>Where a sale is looked up that an event tells of.</summary>
internal sealed record SaleSources(Shops Shops, SoldOrders Orders, KeyCosts Costs);

/// <summary>
/// Writes a fact for each delivered order, and for money that was promised back to its buyer: from then on it is not the shop's, whichever way
/// it takes. The cursor moves in the same transaction, and a fact is written once, so each counts once.
/// </summary>
internal sealed class CountSales(FollowerContext context, SaleSources sources, ILogger<CountSales> logger) : EventFollower(context, logger)
{
    protected override string Name => "insights/sales";

    // Nobody waits for a roll-up: fewer, larger batches leave the processor to those who do.
    protected override int BatchMax => 5_000;

    protected override TimeSpan RestBetweenBatches => TimeSpan.FromSeconds(2);

    protected override async Task HandleAsync(UnitOfWork work, IReadOnlyList<EventEnvelope> events, CancellationToken ct)
    {
        var delivered = events.Where(told => told.Kind == OrderDelivered.Kind).ToDictionary(told => OrderId.From(told.SubjectId), told => told.At);
        var refunds = events.Where(told => told.Kind == RefundPromised.Kind).Select(told => (told.At, Refund: told.Read<RefundPromised>())).Where(told => told.Refund.OrderId is not null).ToList();
        var orders = (await sources.Orders.FindAsync([.. delivered.Keys.Union(refunds.Select(told => told.Refund.OrderId!.Value))], ct)).ToDictionary(order => order.Id);
        var costs = await sources.Costs.OfOrdersAsync(delivered.Keys, ct);
        var facts = delivered.Where(told => orders.ContainsKey(told.Key))
            .Select(told => Sale(orders[told.Key], told.Value, costs.GetValueOrDefault(told.Key)))
            .Concat(refunds.Where(told => orders.TryGetValue(told.Refund.OrderId!.Value, out var order) && order.DeliveredAt is not null)
                .Select(told => Return(orders[told.Refund.OrderId!.Value], told.At, told.Refund)));
        foreach (var shop in facts.GroupBy(fact => fact.ShopId).OrderBy(shop => shop.Key.Value).ToList())
        {
            if (await sources.Shops.FindAsync(shop.Key, ct) is { } view)
                await WriteFacts.RunAsync(work, ShopClock.Of(view.TimeZone), [.. shop], ct);
        }
    }

    private static SaleFact Sale(SoldOrder order, DateTimeOffset toldAt, long cost) => new()
    {
        ShopId = order.ShopId,
        OrderNo = order.OrderNo,
        VariantId = order.VariantId,
        Reference = SaleFact.Sale,
        At = order.PaidAt ?? toldAt,
        Buyer = new Guid(order.Buyer),
        Quantity = order.Quantity,
        AmountMinor = order.AmountMinor,
        CostMinor = cost,
        Leads = true,
        TookMs = order.DeliveredAt - order.PaidAt is { } took ? (int)Math.Clamp(took.TotalMilliseconds, 0, int.MaxValue) : null,
    };

    private static SaleFact Return(SoldOrder order, DateTimeOffset toldAt, RefundPromised refund) => new()
    {
        ShopId = order.ShopId,
        OrderNo = order.OrderNo,
        VariantId = order.VariantId,
        Reference = refund.SubjectId.ToString("N"),
        At = toldAt,
        Buyer = new Guid(order.Buyer),
        AmountMinor = -refund.AmountMinor,
    };
}
