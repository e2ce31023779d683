using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Diner.Payments.Notifications;

/// <summary>
/// What crypto gateways of the epusdt and TokenPay kind sign: the top-level fields sorted by the bytes of their names, without the signature
/// and what is empty or null (0 is not empty), as <c>k=v&amp;k=v</c> with numbers as the JSON writes them, and the merchant's token appended.
/// MD5 in lower-case hex; MD5 is the protocols', not our choice.
/// </summary>
internal static class JsonSignature
{
    /// <summary>Signs what we send.</summary>
    public static string Md5(IEnumerable<KeyValuePair<string, string>> fields, string token) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Join(fields) + token)));

    /// <summary>Checks what we received, in constant time. False without a signature.</summary>
    public static bool IsValid(JsonElement root, string signatureName, string token)
    {
        var content = Join(FieldsOf(root, signatureName));
        return IsEqual(root.At(signatureName).Text(), MD5.HashData(Encoding.UTF8.GetBytes(content + token)));
    }

    /// <summary>The same with HMAC-SHA-256 under the token, as newer TokenPay servers can be set to sign.</summary>
    public static bool IsValidHmac(JsonElement root, string signatureName, string token)
    {
        var content = Join(FieldsOf(root, signatureName));
        return IsEqual(root.At(signatureName).Text(), HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(content)));
    }

    private static bool IsEqual(string? signature, byte[] hash) =>
        signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature.ToLowerInvariant()), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(hash)));

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(JsonElement root, string signatureName) =>
        root.EnumerateObject().Where(field => field.Name != signatureName).Select(field => new KeyValuePair<string, string>(field.Name, field.Value.Text() ?? ""));

    private static string Join(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Where(field => field.Value.Length > 0).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
}
