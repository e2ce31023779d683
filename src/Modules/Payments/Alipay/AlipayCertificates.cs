using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Diner.Payments.Alipay;

/// <summary>
/// How Alipay names certificates in requests: the MD5, in lower-case hex, of the issuer's name (most specific part first, no blanks between)
/// and the serial number in decimal.
/// </summary>
internal static class AlipayCertificates
{
    private const string RsaSignatures = "1.2.840.113549.1.1.";

    /// <summary><c>app_cert_sn</c>; null when the text is no certificate.</summary>
    public static string? SerialOf(string pem) => Read(pem) is [var certificate, ..] ? SerialOf(certificate) : null;

    /// <summary><c>alipay_root_cert_sn</c>: those of the file's certificates that were signed with RSA, joined with an underscore; null when there is none.</summary>
    public static string? RootSerialOf(string pem)
    {
        var serials = Read(pem).Where(certificate => certificate.SignatureAlgorithm.Value?.StartsWith(RsaSignatures, StringComparison.Ordinal) == true).Select(SerialOf).ToList();
        return serials.Count > 0 ? string.Join('_', serials) : null;
    }

    private static X509Certificate2Collection Read(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates;
    }

    private static string SerialOf(X509Certificate2 certificate)
    {
        var issuer = certificate.Issuer.Replace(", ", ",", StringComparison.Ordinal);
        var serial = BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(issuer + serial.ToString(CultureInfo.InvariantCulture))));
    }
}
