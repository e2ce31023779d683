using System.Net;
using System.Net.Sockets;

namespace Diner.Data.Outbound;

/// <summary>
/// What is not the public internet, by the IANA special-purpose registries: this machine, private and shared networks, link-local (where
/// clouds keep their metadata), multicast, reserved and documentation. Of IPv6 only 2000::/3 is handed out, so all else is internal.
/// </summary>
internal static class InternalNetworks
{
    private static readonly IPNetwork[] OfIPv4 = Read(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork OfTheInternet = IPNetwork.Parse("2000::/3");

    // 2001::/23 holds Teredo, 2002::/16 is 6to4: both carry an IPv4 address that somebody else would unpack.
    private static readonly IPNetwork[] OfIPv6 = Read("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // NAT64, where a network without IPv4 finds the rest of the world: the last four bytes are the address that is meant.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True when nobody outside our own network can mean this address.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Contain(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Array.Exists(OfIPv4, network => network.Contains(address));
        if (Translated.Contains(address))
            return Contain(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return !OfTheInternet.Contains(address) || Array.Exists(OfIPv6, network => network.Contains(address));
    }

    private static IPNetwork[] Read(params string[] networks) => Array.ConvertAll(networks, network => IPNetwork.Parse(network));
}
