using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Diner.Host.Setup;

/// <summary>
/// What a connection may cost us before it has said anything of use. The rest is Kestrel's: a request line of 8 KiB, headers of 32 KiB
/// and 100 in number, a body of at least 240 bytes a second after its first five; the endpoints limit what a body may hold.
/// </summary>
internal static class HttpLimits
{
    /// <summary>A request's headers are there within this, or the connection is closed. Kestrel's half minute is long for who only holds the door.</summary>
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
    }
}
