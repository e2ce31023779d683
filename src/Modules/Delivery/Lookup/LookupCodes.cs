using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Diner.Data.Secrets;

namespace Diner.Delivery.Lookup;

/// <summary>
/// Six digits made from a code's id by HMAC-SHA-256 under the key ring's secret <c>delivery/codes</c>. Nothing is stored that a thief of
/// the database could try a million times.
/// </summary>
internal sealed class LookupCodes(KeyRing keys)
{
    private const string SecretName = "delivery/codes";
    private const ulong CodesMax = 1_000_000;

    /// <summary>The code of that id.</summary>
    public async ValueTask<string> ForAsync(Guid id, CancellationToken ct)
    {
        var mac = HMACSHA256.HashData(await keys.GetAsync(SecretName, ct), id.ToByteArray(bigEndian: true));
        return (BinaryPrimitives.ReadUInt64BigEndian(mac) % CodesMax).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Compares in constant time; blanks in what was typed are forgiven.</summary>
    public async ValueTask<bool> IsRightAsync(Guid id, string typed, CancellationToken ct)
    {
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)).Take(16));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(await ForAsync(id, ct)), Encoding.UTF8.GetBytes(digits));
    }
}
