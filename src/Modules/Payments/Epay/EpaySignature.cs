using System.Security.Cryptography;
using System.Text;
using Diner.Payments.Notifications;

namespace Diner.Payments.Epay;

/// <summary>
/// The signature of 易支付 V1: fields sorted by the bytes of their names, without <c>sign</c>, <c>sign_type</c> and empty values ("0" is not empty),
/// joined as <c>k=v&amp;k=v</c> with raw, not URL-encoded values, the merchant key appended directly, MD5 in lower-case hex.
/// MD5 is the protocol's, not our choice; a shop that wants more sets <c>confirm</c>.
/// </summary>
internal static class EpaySignature
{
    private const int StackBytesMax = 2048;
    private const int HexLength = MD5.HashSizeInBytes * 2;

    /// <summary>Signs what we send.</summary>
    public static string Sign(IEnumerable<KeyValuePair<string, string>> fields, string key)
    {
        var signed = fields.Where(field => field.Value.Length > 0 && field.Key is not ("sign" or "sign_type")).OrderBy(field => field.Key, StringComparer.Ordinal);
        var content = string.Join('&', signed.Select(field => $"{field.Key}={field.Value}")) + key;
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>Checks what we received, in constant time. False without a signature.</summary>
    public static bool IsValid(in FormFields fields, int textLength, ReadOnlySpan<byte> key)
    {
        // The content is never longer than the text it came from and the key.
        var size = textLength + key.Length + 1;
        Span<byte> content = size <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[size];
        var length = fields.WriteSigned(content);
        key.CopyTo(content[length..]);
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(content[..(length + key.Length)], hash);
        Span<byte> expected = stackalloc byte[HexLength];
        Convert.TryToHexStringLower(hash, expected, out _);
        return CryptographicOperations.FixedTimeEquals(fields.Find("sign"u8), expected);
    }
}
