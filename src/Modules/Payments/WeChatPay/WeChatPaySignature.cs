using System.Globalization;
using System.Text;

namespace Diner.Payments.WeChatPay;

/// <summary>The platform signs its notifications and its answers alike: time, nonce and the raw body, each with a line end, RSA with SHA-256.</summary>
internal static class WeChatPaySignature
{
    private const string ProbePrefix = "WECHATPAY/SIGNTEST/";
    private const int SerialCharsMax = 80;
    private const int StackBytesMax = 4096;
    private const int LineEnds = 3;
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);

    /// <summary>Why it is not the platform's, as the end of a sentence; null when it is.</summary>
    public static string? Fault(IReadOnlyList<WeChatPayKey> keys, Func<string, string?> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var (timestamp, nonce) = (headers("Wechatpay-Timestamp"), headers("Wechatpay-Nonce"));
        var (signature, serial) = (headers("Wechatpay-Signature"), headers("Wechatpay-Serial"));
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(nonce) || string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(serial))
            return "it lacks a Wechatpay header";
        if (signature.StartsWith(ProbePrefix, StringComparison.Ordinal))
            return "it is a probe with a wrong signature, and must be refused";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) >= (decimal)AgeMax.TotalSeconds)
            return "its timestamp is five minutes or more away from now";
        if (!keys.Any(key => IsNamed(key, serial)))
            return $"it is signed with the key {Shown(serial)}, which is not among those in the settings";
        return IsSigned(keys, new Signed(serial, timestamp, nonce, signature), body) ? null : "its signature is not valid";
    }

    private static bool IsSigned(IReadOnlyList<WeChatPayKey> keys, Signed signed, ReadOnlySpan<byte> body)
    {
        var size = (signed.Timestamp.Length * 3) + (signed.Nonce.Length * 3) + body.Length + LineEnds;
        Span<byte> content = size <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[size];
        var length = Encoding.UTF8.GetBytes(signed.Timestamp, content);
        content[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(signed.Nonce, content[length..]);
        content[length++] = (byte)'\n';
        body.CopyTo(content[length..]);
        content[length += body.Length] = (byte)'\n';
        foreach (var key in keys)
        {
            if (IsNamed(key, signed.Serial) && key.Key.Verifies(content[..(length + 1)], signed.Signature))
                return true;
        }

        return false;
    }

    private static bool IsNamed(WeChatPayKey key, string serial) => key.Serial is null || key.Serial.Equals(serial, StringComparison.OrdinalIgnoreCase);

    // The sender writes it: letters, digits and underscores of it go into a log, and not many.
    private static string Shown(string serial) => string.Concat(serial.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_').Take(SerialCharsMax));

    private readonly record struct Signed(string Serial, string Timestamp, string Nonce, string Signature);
}
