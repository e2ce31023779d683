using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Keys;

namespace Diner.Payments.PayPal;

/// <summary>
/// The certificates PayPal signs its webhooks with, fetched from the address a webhook names, and remembered by it. 1. The address: https at a host
/// of paypal.com; for a channel with a root of its own, that channel's address. 2. The chain, to the system's roots or the channel's own, at
/// the present time; whether it was revoked is not asked, which would be a call to wherever the certificate says. 3. The name: of paypal.com.
/// </summary>
internal sealed class PayPalCertificates(ProviderClient provider, TimeProvider clock)
{
    public const string NotPayPals = "its certificate is not PayPal's: its address is not https at a host of paypal.com";

    private const int RememberedMax = 64;
    private const string Domain = ".paypal.com";
    private const string Place = "/v1/notifications/certs/";

    private readonly ConcurrentDictionary<string, Known> _known = new();

    /// <summary>Whether an address is PayPal's.</summary>
    public static bool IsPayPals(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.UserInfo.Length == 0 && url.IdnHost.EndsWith(Domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>The certificates in a PEM text; none when it is none.</summary>
    public static X509Certificate2Collection Read(string pem)
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

    /// <summary>
    /// The key behind that address. <see cref="ProblemCode.InvalidRequest"/> when the address or what stands there is not PayPal's,
    /// <see cref="ProblemCode.ChannelUnavailable"/> when nothing stands there now.
    /// </summary>
    public async Task<Result<ProviderKey>> FindAsync(PayPalSettings settings, string? address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !IsAllowed(settings, url))
            return Refused(NotPayPals);
        var place = $"{settings.ApiUrl}\n{url.AbsoluteUri}"; // Two channels may trust two roots.
        if (_known.TryGetValue(place, out var known) && clock.GetUtcNow() < known.Until)
            return known.Key;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var sent = await provider.SendAsync(request, ct);
        if (!sent.IsOk || sent.Value.Status != 200)
            return sent.IsOk ? ProviderClient.NoAnswer : sent.Problem;
        var found = Check(settings, Encoding.UTF8.GetString(sent.Value.Body));
        if (!found.IsOk)
            return found.Problem;
        if (_known.Count >= RememberedMax)
            _known.Clear(); // Strangers cannot fill it, PayPal has a few: this only keeps a limit.
        _known[place] = found.Value;
        return found.Value.Key;
    }

    private static bool IsAllowed(PayPalSettings settings, Uri url) => url.AbsolutePath.StartsWith(Place, StringComparison.Ordinal)
        && (settings.Roots.Count == 0 ? IsPayPals(url) : url.Authority == settings.ApiUrl.Authority && url.UserInfo.Length == 0);

    private Result<Known> Check(PayPalSettings settings, string pem)
    {
        var certificates = Read(pem);
        if (certificates.Count == 0)
            return Refused("what stands at the address of its certificate is none");
        var leaf = certificates[0];
        if (!IsTrusted(settings, leaf, certificates))
            return Refused("its certificate was not issued by an authority that is trusted, or is out of date");
        var name = leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (!name.EndsWith(Domain, StringComparison.OrdinalIgnoreCase))
            return Refused("its certificate was not issued to paypal.com");
        return ProviderKey.TryRead(Encoding.UTF8.GetBytes(leaf.ExportCertificatePem())) is { } key
            ? new Known(key, new DateTimeOffset(leaf.NotAfter.ToUniversalTime(), TimeSpan.Zero))
            : Refused("its certificate holds no RSA key of at least 2,048 bits");
    }

    private bool IsTrusted(PayPalSettings settings, X509Certificate2 leaf, X509Certificate2Collection others)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(others);
        if (settings.Roots.Count > 0)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(settings.Roots);
        }

        return chain.Build(leaf);
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidRequest, why);

    private sealed record Known(ProviderKey Key, DateTimeOffset Until);
}
