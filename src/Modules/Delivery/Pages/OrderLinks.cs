using Diner.Kernel;

namespace Diner.Delivery.Pages;

/// <summary>The full address of an order's page.</summary>
internal sealed class OrderLinks(PageTokens tokens, PublicAddress address)
{
    public Uri For(OrderId id) => new($"{address.Base.AbsoluteUri.TrimEnd('/')}/o/{tokens.For(id)}");
}
