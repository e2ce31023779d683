using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Diner.Payments.Notifications;

/// <summary>
/// HMAC-SHA-256 over the purpose and the fields sorted by name, all but <c>sign</c>, each name and value after its length,
/// so that no two lists of fields sign alike. Lower-case hex.
/// </summary>
internal static class FieldSignature
{
    public const string SandboxTicket = "diner-sandbox-ticket";
    public const string SandboxNotification = "diner-sandbox-notification";
    public const string WeChatTicket = "diner-wechat-ticket";
    public const string Field = "sign";

    public static string Sign(string purpose, IEnumerable<KeyValuePair<string, string>> fields, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        Append(hmac, purpose);
        foreach (var (name, value) in fields.Where(field => field.Key != Field).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            Append(hmac, name);
            Append(hmac, value);
        }

        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    public static bool IsValid(string purpose, IReadOnlyDictionary<string, string> fields, string secret) =>
        fields.TryGetValue(Field, out var sign)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sign), Encoding.UTF8.GetBytes(Sign(purpose, fields, secret)));

    private static void Append(IncrementalHash hmac, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hmac.AppendData(length);
        hmac.AppendData(bytes);
    }
}
