using System.Net;
using System.Net.Sockets;
using Diner.Kernel;

namespace Diner.Data.Outbound;

/// <summary>
/// Stands between us and every address that somebody outside the house typed: a gateway, a webhook. Without it such an address could make
/// this server call its own network. A name is resolved here, and the connection goes to the very address that was looked at, so that a
/// second answer of the name server changes nothing. Certificates are checked against the name as ever.
/// </summary>
public sealed class OutboundGuard
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly OutboundOptions _options;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    /// <summary>A guard that asks the system's resolver.</summary>
    public OutboundGuard(OutboundOptions options)
        : this(options, static (host, ct) => Dns.GetHostAddressesAsync(host, ct))
    {
    }

    internal OutboundGuard(OutboundOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve) => (_options, _resolve) = (options, resolve);

    /// <summary>
    /// For the moment an address is saved: a problem when it names an internal address outright. A name that only leads to one is refused
    /// when it is called.
    /// </summary>
    /// <param name="address">Absolute.</param>
    /// <param name="field">The field it was typed into.</param>
    public Problem? Refuse(Uri address, string field) =>
        !_options.AllowsInternal && IsInternal(address)
            ? new Problem(ProblemCode.InvalidRequest, $"{address.Host} is an address inside this server's own network, and is never called. Give the public address.", field)
            : null;

    /// <summary>
    /// A handler for one HTTP client. It follows no redirect and keeps no cookie; guarded, it also uses no proxy, because a proxy
    /// resolves names by itself. A refused call ends in <see cref="InternalAddressException"/>.
    /// </summary>
    public SocketsHttpHandler NewHandler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectTimeout };
        if (_options.AllowsInternal)
            return handler;
        handler.UseProxy = false;
        handler.ConnectCallback = ConnectAsync;
        return handler;
    }

    // Whatever spelling an address was given in (decimal, octal, hex), Uri has brought it to the usual one.
    private static bool IsInternal(Uri address) =>
        IPAddress.TryParse(address.IdnHost, out var ip)
            ? InternalNetworks.Contain(ip)
            : address.IdnHost.TrimEnd('.') is var name && (name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var given) ? [given] : await _resolve(target.Host, ct);
        var outside = Array.FindAll(addresses, address => !InternalNetworks.Contain(address));
        if (outside.Length == 0)
            throw new InternalAddressException(target.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(outside, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
