using Diner.Catalog.Shops;
using Diner.Kernel;

namespace Diner.Delivery.Pages;

/// <summary>The full address of an order's page.</summary>
internal sealed class OrderLinks(PageTokens tokens, PublicAddress address)
{
    public Uri For(ShopView shop, OrderId id) => new($"{address.For(shop).AbsoluteUri.TrimEnd('/')}/o/{tokens.For(id)}");
}
