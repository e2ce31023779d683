using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Coupons.Rules;
using Diner.Delivery.Problems;
using Diner.Kernel;
using Diner.Ordering.Browse;
using Diner.Ordering.Buyers;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Records;

namespace Diner.Web.Merchant.Orders;

/// <summary>A list of orders with what one needs to choose another.</summary>
public sealed record OrdersView(OrdersQuery Query, OrderPage Page)
{
    /// <summary>Orders in each state that needs a person or keys.</summary>
    public required IReadOnlyDictionary<OrderStatus, int> Waiting { get; init; }

    /// <summary>Reports that are not answered yet.</summary>
    public required int OpenReports { get; init; }

    /// <summary>Payments that belong to no order.</summary>
    public required int Unmatched { get; init; }

    /// <summary>The shop's channels, switched off ones too.</summary>
    public required IReadOnlyList<ChannelView> Channels { get; init; }

    /// <summary>The shop's variants.</summary>
    public required IReadOnlyList<VariantName> Goods { get; init; }
}

/// <summary>What the lists of orders are read with.</summary>
internal sealed record OrderLists(BrowseOrders Orders, ProblemReports Reports, PaymentRecords Payments, UnmatchedPayments Unmatched, BuyerHashes Buyers);

/// <summary>Gathers what the list of orders shows.</summary>
internal sealed class OrdersDesk(OrderLists lists, Channels channels, VariantNames variants)
{
    private const int PageSize = 50;

    /// <summary>The page that the address asks for.</summary>
    public async Task<OrdersView> ViewAsync(ShopView shop, OrdersQuery query, CancellationToken ct)
    {
        var goods = await variants.OfShopAsync(shop.Id, ct);
        OrderId? after = Guid.TryParse(query.After, out var cursor) ? new OrderId(cursor) : null;
        return new OrdersView(query, await lists.Orders.PageAsync(await FilterAsync(shop, query, goods, ct), after, PageSize, ct))
        {
            Waiting = await lists.Orders.CountWaitingAsync(shop.Id, ct),
            OpenReports = await lists.Reports.CountOpenAsync(shop.Id, ct),
            Unmatched = (await lists.Unmatched.WaitingAsync(shop.Id, ct))?.Payments ?? 0,
            Channels = await channels.ListAsync(shop.Id, ct),
            Goods = goods,
        };
    }

    /// <summary>The filter an address means; goods are read when they are not given.</summary>
    public async Task<OrderFilter> FilterAsync(ShopView shop, OrdersQuery query, IReadOnlyList<VariantName>? goods, CancellationToken ct)
    {
        var chosen = query.Chosen;
        return new OrderFilter(shop.Id)
        {
            Status = query.Status,
            IsWaiting = query.State == OrdersQuery.Waiting,
            Variants = chosen == default ? [] : Variants(chosen, goods ?? await variants.OfShopAsync(shop.Id, ct)),
            Channel = Guid.TryParse(query.Channel, out var channel) ? new ChannelId(channel) : null,
            CouponCode = query.Coupon.Length == 0 ? null : CouponText.Normalise(query.Coupon) ?? query.Coupon,
            AmountMinorMin = OrdersQuery.Minor(query.Min, shop.Currency),
            AmountMinorMax = OrdersQuery.Minor(query.Max, shop.Currency),
            From = OrdersQuery.Day(query.From, 0, shop),
            Until = OrdersQuery.Day(query.To, 1, shop),
            ContactHash = query.Email.Length == 0 ? null : await lists.Buyers.ContactAsync(query.Email, ct),
            OrderNo = query.Tx.Length > 0 ? await OrderNoAsync(shop, query, ct) : query.No.Length > 0 ? query.No : null,
            Among = query.Problem.Length == 0 ? null : await lists.Reports.OrdersAsync(shop.Id, OrderFilter.AmongMax, ct),
        };
    }

    // A transaction leads to one order; when a number is asked for too, it must be that one's. No order has an empty number.
    private async Task<string> OrderNoAsync(ShopView shop, OrdersQuery query, CancellationToken ct)
    {
        var number = await lists.Payments.OrderNoOfAsync(shop.Id, query.Tx, ct) ?? "";
        return query.No.Length == 0 || query.No.Equals(number, StringComparison.OrdinalIgnoreCase) ? number : "";
    }

    private static IReadOnlyList<VariantId> Variants((Guid? Variant, Guid? Product) chosen, IReadOnlyList<VariantName> goods) => chosen.Variant is { } variant
        ? [new VariantId(variant)]
        : [.. goods.Where(g => g.ProductId.Value == chosen.Product).Select(g => g.Id).DefaultIfEmpty(new VariantId(Guid.Empty))];
}
