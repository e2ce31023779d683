using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Diner.Data.Secrets;

namespace Diner.Ordering.Buyers;

/// <summary>
/// Tells buyers apart without keeping what they are known by: the first 16 bytes of HMAC-SHA-256 under the key ring's secret
/// <c>ordering/buyers</c>. The kinds never collide. Cheap after the first call; thread-safe.
/// </summary>
public sealed class BuyerHashes(KeyRing keys)
{
    /// <summary>Bytes of every hash.</summary>
    public const int SizeBytes = 16;

    private const string Secret = "ordering/buyers";
    private const int NetworkBytesV6 = 8;

    /// <summary>What <see cref="DeviceAsync"/> answers for a browser without a cookie: nobody, so no limit counts it and no look-up finds it.</summary>
    public static ReadOnlySpan<byte> NoDevice => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>An e-mail address, however it is spelt: blanks around it, case and the form of its domain do not matter.</summary>
    public ValueTask<byte[]> ContactAsync(string email, CancellationToken ct) =>
        HashAsync('c', EmailAddress.TryParse(email, out var parsed) ? parsed.Normalised : email.Trim().ToLowerInvariant(), ct);

    /// <summary>A buyer by the name another system had for them: an e-mail address is the same as here, anything else counts as it stands.</summary>
    public ValueTask<byte[]> ForeignAsync(string name, CancellationToken ct) =>
        EmailAddress.TryParse(name, out _) ? ContactAsync(name, ct) : HashAsync('f', name.Trim(), ct);

    /// <summary>A network address. Of IPv6 only the /64 counts: a subscriber has all of it.</summary>
    public ValueTask<byte[]> AddressAsync(string address, CancellationToken ct) => HashAsync('a', Network(address), ct);

    /// <summary>The browser's cookie; <see cref="NoDevice"/> for the empty string.</summary>
    public ValueTask<byte[]> DeviceAsync(string device, CancellationToken ct) =>
        device.Length == 0 ? ValueTask.FromResult(NoDevice.ToArray()) : HashAsync('d', device, ct);

    private async ValueTask<byte[]> HashAsync(char kind, string text, CancellationToken ct) =>
        HMACSHA256.HashData(await keys.GetAsync(Secret, ct), Encoding.UTF8.GetBytes($"{kind}:{text}"))[..SizeBytes];

    private static string Network(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return address;
        if (parsed.IsIPv4MappedToIPv6)
            return parsed.MapToIPv4().ToString();
        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(parsed.GetAddressBytes().AsSpan(0, NetworkBytesV6))
            : parsed.ToString();
    }
}
