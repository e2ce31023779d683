using Diner.Catalog.Shops;
using Diner.Kernel;
using Diner.Payments.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace Diner.Delivery.Pages;

/// <summary>
/// The address buyers and channels reach us at. A mail never takes it from a request: whoever sends a forged Host header
/// would choose where its links lead.
/// </summary>
public sealed class PublicAddress(DeliveryOptions options, IServer? server = null) : INotifyAddress
{
    private static readonly Uri Fallback = new("http://localhost:5000");

    /// <summary>For what no request asks for: the configured address, or else the one the server listens on.</summary>
    public Uri Base => options.BaseUrl ?? Listening() ?? Fallback;

    /// <inheritdoc/>
    public Uri Of(ChannelId channel) => new($"{Base.AbsoluteUri.TrimEnd('/')}/pay/{channel.Value}/notify");

    /// <summary>For an answer to that request: the configured address, or else the one it came to.</summary>
    public Uri BaseFor(HttpRequest request) =>
        options.BaseUrl ?? (Uri.TryCreate($"{request.Scheme}://{request.Host}{request.PathBase}", UriKind.Absolute, out var asked) ? asked : Base);

    /// <summary>Where a buyer of that shop is led by what no request asks for: the shop's own host, at our scheme and port, or ours.</summary>
    public Uri For(ShopView shop) => At(Base, shop);

    /// <summary>The same for an answer to that request.</summary>
    public Uri For(ShopView shop, HttpRequest request) => At(BaseFor(request), shop);

    private static Uri At(Uri house, ShopView shop) => shop.Domain is { } domain ? new UriBuilder(house) { Host = domain }.Uri : house;

    private Uri? Listening()
    {
        var first = server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var named = first?.Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(named, UriKind.Absolute, out var uri) ? uri : null;
    }
}
