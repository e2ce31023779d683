using Diner.Delivery.Pages;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Routing;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Diner.Web.Storefront.Pay;

/// <summary>What a pay page shows.</summary>
/// <param name="Open">A pending order.</param>
/// <param name="ChannelName">What the way to pay is called; empty when it is gone.</param>
/// <param name="Target">Where to pay; null when the channel does not answer.</param>
/// <param name="IsOver">The hold has ended.</param>
public sealed record PayView(OpenOrder Open, string ChannelName, PayTarget? Target, bool IsOver)
{
    private static readonly string[] Schemes = ["https", "http", "alipays", "alipay", "weixin", "mqqwallet"];

    /// <summary>The address of the button; null when the target is only to be scanned, or is nothing a browser should open.</summary>
    public string? Link => Target is not null && Uri.TryCreate(Target.Url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme) ? Target.Url : null;
}

/// <summary>Gathers what a pay page shows. A channel that must ask its provider is asked once per device, not at every refresh.</summary>
internal sealed class PayDesk(PayTargets targets, Channels channels, PublicAddress address, TimeProvider clock) : IDisposable
{
    private const int RememberedMax = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = RememberedMax });

    /// <summary>The page of a pending order.</summary>
    public async Task<PayView> ViewAsync(OpenOrder open, HttpContext context, CancellationToken ct)
    {
        var isOver = open.Order.ExpiresAt <= clock.GetUtcNow();
        var routed = isOver ? null : await TargetAsync(open, context, ct);
        var channel = await channels.FindAsync(routed?.Channel ?? open.Order.ChannelId, ct);
        return new PayView(open, channel?.Name ?? "", routed?.Target, isOver);
    }

    /// <inheritdoc/>
    public void Dispose() => _recent.Dispose();

    private async Task<RoutedPayment?> TargetAsync(OpenOrder open, HttpContext context, CancellationToken ct)
    {
        var (order, places) = (open.Order, new PayPlaces(address.BaseFor(context.Request), address.For(open.Shop, context.Request)));
        var payer = Payer.From(context.Connection.RemoteIpAddress?.ToString(), context.Request.Headers.UserAgent);
        var name = (order.Id, places, payer.Device);
        if (_recent.TryGetValue(name, out RoutedPayment? known))
            return known;
        var asked = await targets.ForAsync(order, places, payer, ct);
        if (!asked.IsOk)
            return null;
        return _recent.Set(name, asked.Value, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
    }
}
