using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;

namespace Diner.Delivery.Pages;

/// <summary>Where the buyer of an order goes to pay it.</summary>
public sealed class PayTargets(PageTokens tokens, Channels channels)
{
    /// <summary>
    /// The channel's answer. <see cref="ProblemCode.WrongState"/> for an order that is not waiting for its payment,
    /// <see cref="ProblemCode.ChannelUnavailable"/> when its channel is switched off or its provider does not answer; the order stays payable.
    /// </summary>
    /// <param name="order">A pending order.</param>
    /// <param name="baseUrl">Our public address, see <see cref="PublicAddress"/>.</param>
    /// <param name="payer">Who is about to pay.</param>
    /// <param name="ct">Cancels the call to a provider, where there is one.</param>
    public async Task<Result<PayTarget>> ForAsync(OrderView order, Uri baseUrl, Payer payer, CancellationToken ct) =>
        order.Status == OrderStatus.Pending
            ? await channels.CreatePaymentAsync(order.ChannelId, Request(order, baseUrl, payer), ct)
            : new Problem(ProblemCode.WrongState, "This order is not waiting for a payment.");

    private PaymentRequest Request(OrderView order, Uri baseUrl, Payer payer) => new(
        order.OrderNo,
        order.Amount,
        order.ProductName,
        At(baseUrl, $"pay/{order.ChannelId.Value}/notify"),
        At(baseUrl, $"o/{tokens.For(order.Id)}"),
        payer,
        order.ExpiresAt);

    private static Uri At(Uri baseUrl, string path) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/{path}");
}
