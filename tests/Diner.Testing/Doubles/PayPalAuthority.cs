using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Diner.Testing.Doubles;

/// <summary>The authority under which the double of PayPal signs: a root, two certificates of paypal.com under it, and one under another root.</summary>
internal sealed class PayPalAuthority
{
    public const string First = "CERT-1";
    public const string Second = "CERT-2";

    /// <summary>Of another root, though it says the same name.</summary>
    public const string Forged = "CERT-FORGED";

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, (RSA Key, string Pem)> _leaves = [];

    public PayPalAuthority()
    {
        using var key = RSA.Create(2048);
        using var root = NewRoot(key);
        using var otherKey = RSA.Create(2048);
        using var other = NewRoot(otherKey);
        RootPem = root.ExportCertificatePem();
        foreach (var (name, issuer) in ((string, X509Certificate2)[])[(First, root), (Second, root), (Forged, other)])
            _leaves[name] = NewLeaf(issuer);
    }

    public string RootPem { get; }

    public string? PemOf(string name) => _leaves.TryGetValue(name, out var leaf) ? leaf.Pem : null;

    public string Sign(string name, string content) => Convert.ToBase64String(_leaves[name].Key.SignData(Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static X509Certificate2 NewRoot(RSA key)
    {
        var request = new CertificateRequest("CN=Root of a double", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(From, Until);
    }

    private static (RSA Key, string Pem) NewLeaf(X509Certificate2 issuer)
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=messageverificationcerts.paypal.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var leaf = request.Create(issuer, From, Until, RandomNumberGenerator.GetBytes(12));
        return (key, leaf.ExportCertificatePem());
    }
}
