using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Diner.Payments.Keys;

/// <summary>
/// A provider's RSA key, with which we check what it signed: a certificate or a public key, as PEM, DER, or the bare Base64 that Alipay's
/// console shows. The same instance may be used from many threads.
/// </summary>
internal sealed class ProviderKey
{
    private const int BitsMin = 2048;

    private const int SignatureBytesMax = 1024;

    private readonly RsaPool _pool;

    private ProviderKey(RSA key, string? serial) => (_pool, Serial) = (new RsaPool(key.ExportParameters(includePrivateParameters: false)), serial);

    /// <summary>A certificate's serial number in upper-case hex without leading zeros, as WeChat Pay writes it; null for a public key.</summary>
    public string? Serial { get; }

    /// <summary>Reads a key; null when it is none, not RSA, or shorter than 2,048 bits.</summary>
    public static ProviderKey? TryRead(ReadOnlySpan<byte> file)
    {
        try
        {
            var text = Encoding.UTF8.GetString(file).Trim();
            if (text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
                return Of(X509Certificate2.CreateFromPem(text));
            if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
                return OfPem(text);
            return Convert.TryFromBase64String(text, new byte[text.Length], out _) ? OfDer(Convert.FromBase64String(text)) : OfDer(file);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The keys of all certificates in a PEM text; none when it is none, or one of them holds no key that is good enough.</summary>
    public static IReadOnlyList<ProviderKey> ReadCertificates(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            var keys = certificates.Select(Of).ToList();
            return keys.Contains(null) ? [] : [.. keys.OfType<ProviderKey>()];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    /// <summary>All public keys in a PEM text, in their order, or the one in another form; none when it is none, or one of them is not good enough.</summary>
    public static IReadOnlyList<ProviderKey> ReadPublicKeys(string text)
    {
        const string begin = "-----BEGIN ";
        var starts = new List<int>();
        for (var at = text.IndexOf(begin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(begin, at + 1, StringComparison.Ordinal))
            starts.Add(at);
        if (starts.Count == 0)
            starts.Add(0);
        var keys = starts.Select((start, number) => TryRead(Encoding.UTF8.GetBytes(text[start..(number + 1 < starts.Count ? starts[number + 1] : text.Length)]))).ToList();
        return keys.Contains(null) ? [] : [.. keys.OfType<ProviderKey>()];
    }

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256. False for a signature that is not Base64.</summary>
    public bool Verifies(ReadOnlySpan<byte> content, ReadOnlySpan<char> signatureBase64)
    {
        Span<byte> signature = stackalloc byte[SignatureBytesMax];
        return Convert.TryFromBase64Chars(signatureBase64, signature, out var length) && Verifies(content, signature[..length]);
    }

    /// <summary>The same for a signature in the bytes it came in.</summary>
    public bool VerifiesUtf8(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signatureBase64)
    {
        Span<byte> signature = stackalloc byte[SignatureBytesMax];
        return Base64.DecodeFromUtf8(signatureBase64, signature, out _, out var length) == OperationStatus.Done && Verifies(content, signature[..length]);
    }

    private bool Verifies(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        var rsa = _pool.Rent();
        var isValid = rsa.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _pool.Return(rsa);
        return isValid;
    }

    private static ProviderKey? OfPem(string text)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(text);
        return Strong(rsa, serial: null);
    }

    private static ProviderKey? OfDer(ReadOnlySpan<byte> der)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportSubjectPublicKeyInfo(der, out _);
        }
        catch (CryptographicException)
        {
            return Of(X509CertificateLoader.LoadCertificate(der)); // Neither says what it is.
        }

        return Strong(rsa, serial: null);
    }

    private static ProviderKey? Of(X509Certificate2 certificate)
    {
        using (certificate)
        {
            using var rsa = certificate.GetRSAPublicKey();
            // .NET writes the sign byte of the number: 00D7CE… where a header says D7CE….
            return rsa is null ? null : Strong(rsa, certificate.SerialNumber.TrimStart('0'));
        }
    }

    private static ProviderKey? Strong(RSA rsa, string? serial) => rsa.KeySize < BitsMin ? null : new ProviderKey(rsa, serial);
}
