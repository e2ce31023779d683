using Diner.Catalog.Shops;
using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Ordering.Lookup;
using Diner.Ordering.Orders;

namespace Diner.Web.Storefront.Delivery;

/// <summary>An order whose buyer stands at its door with the right token.</summary>
/// <param name="Order">The order.</param>
/// <param name="Shop">Its shop.</param>
/// <param name="Token">The page's name.</param>
public sealed record OpenOrder(OrderView Order, ShopView Shop, string Token)
{
    /// <summary>The delivery page.</summary>
    public string Path => $"/o/{Token}";
}

/// <summary>Lets the buyer with the right token in. A wrong token and an order that is gone are the same: nothing.</summary>
internal sealed class OrderDoor(PageTokens tokens, OrderQueries orders, Shops shops)
{
    /// <summary>The order of that token, or null.</summary>
    public async Task<OpenOrder?> OpenAsync(string token, CancellationToken ct)
    {
        if (!tokens.TryRead(token, out var id) || await orders.FindAsync(id, ct) is not { } order)
            return null;
        var shop = await shops.FindAsync(order.ShopId, ct) ?? throw new InvariantException($"order {id.Value} has no shop");
        return new OpenOrder(order, shop, token);
    }
}
