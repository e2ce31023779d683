using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Diner.Accounts.SecondFactors;

/// <summary>Time-based one-time passwords as every authenticator app makes them (RFC 6238): HMAC-SHA-1, steps of 30 seconds, six digits.</summary>
internal static class Totp
{
    /// <summary>Bytes of a secret: as many as the hash has (RFC 4226, section 4, R6).</summary>
    public const int SecretBytes = 20;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    private const int StepSeconds = 30;
    private const uint CodesMax = 1_000_000;

    // A phone's clock may be wrong by a step, and typing takes time (RFC 6238, section 5.2).
    private const int DriftSteps = 1;
    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The number of the step at that time.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238's default, and the only hash that all authenticator apps know. As a MAC it is not broken.
        var mac = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(mac[^1] & 0x0F)) & 0x7FFF_FFFF;
        return (number % CodesMax).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, near that time; null when it is none. Compares in constant time.</summary>
    public static long? FindStep(byte[] secret, string code, DateTimeOffset now)
    {
        long? found = null;
        var typed = Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(now) - DriftSteps; step <= StepAt(now) + DriftSteps; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), typed))
                found = step;
        }

        return found;
    }

    /// <summary>The secret as people type it into an app: base32 (RFC 4648, section 6).</summary>
    public static string ToText(byte[] secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var pair = (secret[bit / 8] << 8) | (bit / 8 + 1 < secret.Length ? secret[bit / 8 + 1] : 0);
            text.Append(Base32Alphabet[(pair >> (11 - (bit % 8))) & 0x1F]);
        }

        return text.ToString();
    }

    /// <summary>The address that a QR code for authenticator apps holds.</summary>
    public static string ToAddress(byte[] secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={ToText(secret)}&issuer={Uri.EscapeDataString(issuer)}";
}
