using System.Globalization;
using System.Text;

namespace Diner.Payments.WeChatPay;

/// <summary>The platform signs its notifications and its answers alike: time, nonce and the raw body, each with a line end, RSA with SHA-256.</summary>
internal static class WeChatPaySignature
{
    private const string ProbePrefix = "WECHATPAY/SIGNTEST/";
    private const int SerialCharsMax = 80;
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
        var known = keys.Where(key => key.Serial is null || key.Serial.Equals(serial, StringComparison.OrdinalIgnoreCase)).ToList();
        if (known.Count == 0)
            return $"it is signed with the key {Shown(serial)}, which is not among those in the settings";
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        return known.Exists(key => key.Key.Verifies(signed, signature)) ? null : "its signature is not valid";
    }

    // The sender writes it: letters, digits and underscores of it go into a log, and not many.
    private static string Shown(string serial) => string.Concat(serial.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_').Take(SerialCharsMax));
}
