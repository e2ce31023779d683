using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;

namespace Diner.Delivery.Pages;

/// <summary>Where a payment leads.</summary>
/// <param name="House">The house's own address: the channel notifies us there, whatever becomes of a shop's host name.</param>
/// <param name="Buyer">Where the buyer comes back to.</param>
public sealed record PayPlaces(Uri House, Uri Buyer);

/// <summary>Where the buyer of an order goes to pay it.</summary>
public sealed class PayTargets(PageTokens tokens, Channels channels)
{
    /// <summary>
    /// The channel's answer. <see cref="ProblemCode.WrongState"/> for an order that is not waiting for its payment,
    /// <see cref="ProblemCode.ChannelUnavailable"/> when its channel is switched off or its provider does not answer; the order stays payable.
    /// </summary>
    /// <param name="order">A pending order.</param>
    /// <param name="places">Where the channel and the buyer find us, see <see cref="PublicAddress"/>.</param>
    /// <param name="payer">Who is about to pay.</param>
    /// <param name="ct">Cancels the call to a provider, where there is one.</param>
    public async Task<Result<PayTarget>> ForAsync(OrderView order, PayPlaces places, Payer payer, CancellationToken ct) =>
        order.Status == OrderStatus.Pending
            ? await channels.CreatePaymentAsync(order.ChannelId, Request(order, places, payer), ct)
            : new Problem(ProblemCode.WrongState, "This order is not waiting for a payment.");

    private PaymentRequest Request(OrderView order, PayPlaces places, Payer payer) => new(
        order.OrderNo,
        order.Amount,
        order.ProductName,
        At(places.House, $"pay/{order.ChannelId.Value}/notify"),
        At(places.Buyer, $"o/{tokens.For(order.Id)}"),
        payer,
        order.ExpiresAt);

    private static Uri At(Uri baseUrl, string path) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/{path}");
}
