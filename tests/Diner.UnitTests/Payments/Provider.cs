using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Diner.Payments.Inspect;
using Diner.Payments.Keys;
using Diner.Payments.Notifications;

namespace Diner.UnitTests.Payments;

/// <summary>A provider with an RSA key of its own, which signs as Alipay, WeChat Pay and PayPal do.</summary>
internal sealed class Provider
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Provider One = new();
    public static readonly Provider Other = new();

    private readonly RSA _rsa = RSA.Create(2048);

    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public byte[] PublicDer => _rsa.ExportSubjectPublicKeyInfo();

    public ProviderKey Key => ProviderKey.TryRead(Encoding.UTF8.GetBytes(PublicPem))!;

    public string Sign(ReadOnlySpan<byte> content) => Convert.ToBase64String(_rsa.SignData(content.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string Sign(string content) => Sign(Encoding.UTF8.GetBytes(content));

    public X509Certificate2 Certificate(byte[] serial)
    {
        var request = new CertificateRequest("CN=provider.example", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.Create(request.SubjectName, X509SignatureGenerator.CreateForRSA(_rsa, RSASignaturePadding.Pkcs1), Now.AddDays(-1), Now.AddDays(1), serial);
    }

    /// <summary>A POST with these headers, whose names are looked up as HTTP does.</summary>
    public static NotificationRequest Post(string body, params (string Name, string Value)[] headers)
    {
        var found = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        return new NotificationRequest("POST", "", "application/json", Encoding.UTF8.GetBytes(body), name => found.GetValueOrDefault(name));
    }

    public static Inspection Inspect(string type, string body, string? secret = null, string? key = null, params (string Name, string Value)[] headers)
    {
        var found = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        return InspectNotification.Run(new CapturedNotification(type, Encoding.UTF8.GetBytes(body), found, key is null ? null : Encoding.UTF8.GetBytes(key), secret, Now)).Value!;
    }
}
