namespace Diner.Data.Outbound;

/// <summary>
/// A call was refused because the name leads into our own network. Whoever calls through <see cref="OutboundGuard"/> finds it as the
/// inner exception of the <see cref="HttpRequestException"/>.
/// </summary>
/// <param name="host">The name, for the log.</param>
public sealed class InternalAddressException(string host) : IOException($"{host} leads into our own network, and is not called. Development and tests lift this with DINER_INTERNAL_CALLS=on.");
