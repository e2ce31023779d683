using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Diner.Delivery.Mail;

/// <summary>
/// Certificate authorities the operator vouches for besides the system's, for a mail server with a certificate of its own house.
/// They widen who may sign, and nothing else: the name must fit and the dates must hold as ever.
/// </summary>
internal sealed class SmtpTrust(X509Certificate2Collection authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Null without a file.</summary>
    /// <exception cref="ArgumentException">The file holds no certificate.</exception>
    public static SmtpTrust? Read(string? pemFile)
    {
        if (pemFile is null)
            return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(pemFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException($"DINER_SMTP_CA must name a readable PEM file: {failure.Message}", failure);
        }

        return authorities.Count > 0 ? new SmtpTrust(authorities) : throw new ArgumentException("The file that DINER_SMTP_CA names holds no certificate.");
    }

    /// <summary>Decides about a server's certificate once the system has said what it thinks of it.</summary>
    public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        // An authority of one house rarely publishes what it revoked.
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var sent in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(sent.Certificate);
        return own.Build(server);
    }
}
