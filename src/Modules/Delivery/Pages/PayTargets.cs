using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Routing;

namespace Diner.Delivery.Pages;

/// <summary>Where a payment leads.</summary>
/// <param name="House">The house's own address: the channel notifies us there, whatever becomes of a shop's host name.</param>
/// <param name="Buyer">Where the buyer comes back to.</param>
public sealed record PayPlaces(Uri House, Uri Buyer);

/// <summary>Where the buyer of an order goes to pay it.</summary>
public sealed class PayTargets(PageTokens tokens, Shops shops, RoutePayments router, SendOrderTo sendOrderTo, TimeProvider clock)
{
    /// <summary>
    /// Where to pay, and through which channel: the one the order was sent to, or when that gives no way to pay, another of the same method, to which
    /// the order is sent from then on. <see cref="ProblemCode.WrongState"/> for an order that is not waiting for its payment,
    /// <see cref="ProblemCode.ChannelUnavailable"/> when no channel answers; the order stays payable.
    /// </summary>
    /// <param name="order">A pending order.</param>
    /// <param name="places">Where the channel and the buyer find us, see <see cref="PublicAddress"/>.</param>
    /// <param name="payer">Who is about to pay.</param>
    /// <param name="ct">Cancels the call to a provider, where there is one.</param>
    public async Task<Result<RoutedPayment>> ForAsync(OrderView order, PayPlaces places, Payer payer, CancellationToken ct)
    {
        if (order.Status != OrderStatus.Pending || await shops.FindAsync(order.ShopId, ct) is not { } shop)
            return new Problem(ProblemCode.WrongState, "This order is not waiting for a payment.");
        var routed = await router.OpenAsync(PayMethods.PlanOf(shop, clock.GetUtcNow()), order.ChannelId, channel => Request(order, channel, places, payer), ct);
        if (routed.IsOk && routed.Value.Channel != order.ChannelId)
            await sendOrderTo.RunAsync(order.Id, order.ChannelId, routed.Value.Channel, CancellationToken.None);
        return routed;
    }

    private PaymentRequest Request(OrderView order, ChannelId channel, PayPlaces places, Payer payer) => new(
        order.OrderNo,
        order.Amount,
        order.ProductName,
        At(places.House, $"pay/{channel.Value}/notify"),
        At(places.Buyer, $"o/{tokens.For(order.Id)}"),
        payer,
        order.ExpiresAt);

    private static Uri At(Uri baseUrl, string path) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/{path}");
}
