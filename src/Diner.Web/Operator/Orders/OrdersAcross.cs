using Diner.Accounts.Merchants;
using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Browse;
using Diner.Ordering.Buyers;
using Diner.Payments.Channels;
using Diner.Payments.Records;
using Diner.Web.Kit;
using Diner.Web.Merchant.Orders;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Operator.Orders;

/// <summary>What the address of the operator's list asks for.</summary>
/// <param name="Orders">What a merchant may ask for too.</param>
/// <param name="Shop">A shop's slug, or empty.</param>
/// <param name="Merchant">A merchant's id, or empty.</param>
public sealed record AcrossQuery(OrdersQuery Orders, string Shop, string Merchant)
{
    private const int SlugCharsMax = 60;

    internal static AcrossQuery Read(IQueryCollection query)
    {
        var shop = query["shop"].ToString().Trim();
        return new AcrossQuery(OrdersQuery.Read(query), shop.Length <= SlugCharsMax ? shop : "", Guid.TryParse(query["merchant"], out var id) ? id.ToString("D") : "");
    }

    /// <summary>True when something narrows the list.</summary>
    public bool IsNarrow => Orders.IsNarrow || Shop.Length + Merchant.Length > 0;

    /// <summary>The address' query for another page of the same list.</summary>
    public string ToQueryString(string after)
    {
        string[] parts = [Orders.ToQueryString(after), Shop.Length > 0 ? $"shop={Uri.EscapeDataString(Shop)}" : "", Merchant.Length > 0 ? $"merchant={Merchant}" : ""];
        return string.Join('&', parts.Where(part => part.Length > 0));
    }
}

/// <summary>One page of orders of any shop.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Page">The orders.</param>
public sealed record AcrossView(AcrossQuery Query, OrderPage Page)
{
    /// <summary>The shops they are in.</summary>
    public required IReadOnlyDictionary<ShopId, string> Names { get; init; }

    /// <summary>The merchant asked for, or null.</summary>
    public MerchantView? Merchant { get; init; }

    /// <summary>The channel asked for, or null.</summary>
    public ChannelView? Channel { get; init; }
}

/// <summary>Where orders of any shop are found.</summary>
internal sealed record AcrossSources(BrowseOrders Orders, PaymentRecords Payments, BuyerHashes Buyers, Diner.Payments.Channels.Channels Channels, Accounts.Merchants.Merchants Merchants);

/// <summary>Gathers orders of any shop for the operator, newest first.</summary>
internal sealed class OrdersAcross(AcrossSources from, Shops shops)
{
    private const int PageSize = 50;

    public async Task<AcrossView> ViewAsync(AcrossQuery query, CancellationToken ct)
    {
        OrderId? after = Guid.TryParse(query.Orders.After, out var cursor) ? new OrderId(cursor) : null;
        var page = await FilterAsync(query, ct) is { } filter ? await from.Orders.PageAsync(filter, after, PageSize, ct) : new OrderPage([], null, null);
        return new AcrossView(query, page)
        {
            Names = await shops.NamesAsync(page.Orders.Select(order => (ShopId?)order.ShopId), ct),
            Merchant = Guid.TryParse(query.Merchant, out var merchant) ? await from.Merchants.FindAsync(new MerchantId(merchant), ct) : null,
            Channel = Guid.TryParse(query.Orders.Channel, out var channel) ? (await from.Channels.ListAsync(null, ct)).FirstOrDefault(c => c.Id.Value == channel) : null,
        };
    }

    /// <summary>In whose shop the order of that number is; null when there is none.</summary>
    public async Task<ShopView?> ShopOfAsync(string orderNo, CancellationToken ct) =>
        await from.Orders.ShopOfAsync(orderNo, ct) is { } id ? await shops.FindAsync(id, ct) : null;

    // Null when it asks for a shop there is none of, or for orders of a merchant without shops.
    private async Task<OrderFilter?> FilterAsync(AcrossQuery query, CancellationToken ct)
    {
        if (await ScopeAsync(query, ct) is not { } scope)
            return null;
        var asked = query.Orders;
        var filter = scope with
        {
            Status = asked.Status,
            IsWaiting = asked.State == OrdersQuery.Waiting,
            Variants = asked.Chosen.Variant is { } variant ? [new VariantId(variant)] : [],
            Channel = Guid.TryParse(asked.Channel, out var channel) ? new ChannelId(channel) : null,
            From = OrdersQuery.Day(asked.From, 0, Moment.HouseZone),
            Until = OrdersQuery.Day(asked.To, 1, Moment.HouseZone),
            OrderNo = asked.No.Length > 0 ? asked.No : null,
            Among = asked.Tx.Length > 0 ? await from.Payments.OrdersOfAsync(asked.Tx, ct) : null,
            ContactHash = asked.Email.Length > 0 ? await from.Buyers.ContactAsync(asked.Email, ct) : null,
        };
        var seeksContact = filter is { ContactHash: not null, OrderNo: null, Among: null, Shops.Count: 0 } && filter.ShopId == default;
        return seeksContact ? filter with { Shops = await shops.ListIdsAsync(ct) } : filter;
    }

    private async Task<OrderFilter?> ScopeAsync(AcrossQuery query, CancellationToken ct)
    {
        MerchantId? merchant = Guid.TryParse(query.Merchant, out var id) ? new MerchantId(id) : null;
        if (query.Shop.Length > 0)
            return await shops.FindAsync(query.Shop, ct) is { } shop && (merchant is null || shop.Merchant == merchant) ? new OrderFilter(shop.Id) : null;
        if (merchant is null)
            return OrderFilter.Everywhere;
        var theirs = await shops.ListOfAsync(merchant.Value, ct);
        return theirs.Count == 0 ? null : OrderFilter.Everywhere with { Shops = [.. theirs.Select(shop => shop.Id)] };
    }
}
