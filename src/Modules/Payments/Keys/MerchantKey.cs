using System.Security.Cryptography;
using System.Text;

namespace Diner.Payments.Keys;

/// <summary>Our RSA private key, with which we sign what we send: PEM, or the bare Base64 that Alipay's key tool writes (PKCS #8 or PKCS #1). Never printed.</summary>
internal sealed class MerchantKey
{
    private const int BitsMin = 2048;

    private readonly RsaPool _pool;

    private MerchantKey(RSA key) => _pool = new RsaPool(key.ExportParameters(includePrivateParameters: true));

    /// <summary>Reads a key; null when it is none, holds no private part, or is shorter than 2,048 bits.</summary>
    public static MerchantKey? TryRead(string text)
    {
        using var rsa = RSA.Create();
        try
        {
            if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
                rsa.ImportFromPem(text);
            else
                Import(rsa, Convert.FromBase64String(text.Trim()));
            return rsa.KeySize < BitsMin ? null : new MerchantKey(rsa);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256, in Base64.</summary>
    public string Sign(string content)
    {
        var rsa = _pool.Rent();
        var signature = rsa.SignData(Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _pool.Return(rsa);
        return Convert.ToBase64String(signature);
    }

    private static void Import(RSA rsa, byte[] der)
    {
        try
        {
            rsa.ImportPkcs8PrivateKey(der, out _);
        }
        catch (CryptographicException)
        {
            rsa.ImportRSAPrivateKey(der, out _); // Neither says what it is.
        }
    }
}
