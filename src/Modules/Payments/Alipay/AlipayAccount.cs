using System.Text;
using System.Text.RegularExpressions;
using Diner.Kernel;
using Diner.Payments.Keys;

namespace Diner.Payments.Alipay;

/// <summary>How a payment is opened at Alipay.</summary>
internal enum AlipayMode
{
    /// <summary>The buyer's browser is sent to Alipay: its page on a computer, its WAP page on a phone. Placing an order calls nobody.</summary>
    Page,

    /// <summary>We ask Alipay for a QR code (face-to-face, precreate), which the buyer scans.</summary>
    Qr,
}

/// <summary>A merchant's application at Alipay, as a person enters it. With the two certificates it signs in certificate mode, without them in key mode.</summary>
internal sealed partial record AlipayAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "alipay";

    /// <summary>Alipay's own gateway.</summary>
    public const string Production = "https://openapi.alipay.com/gateway.do";

    private const int KeyCharsMax = 16_000;

    /// <summary>The application's id: 16 digits.</summary>
    public required string AppId { get; init; }

    /// <summary>The application's private key: PEM or Base64.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>Alipay's public key, or in certificate mode its certificate (alipayCertPublicKey_RSA2.crt).</summary>
    public required string AlipayKey { get; init; }

    /// <summary>The application's certificate (appCertPublicKey_….crt); empty in key mode.</summary>
    public string AppCertificate { get; init; } = "";

    /// <summary>Alipay's root certificates (alipayRootCert.crt); empty in key mode.</summary>
    public string RootCertificates { get; init; } = "";

    /// <summary>The seller's account, 2088…; empty leaves it unchecked.</summary>
    public string SellerId { get; init; } = "";

    /// <summary>How payments are opened.</summary>
    public AlipayMode Mode { get; init; }

    /// <summary>Another gateway than Alipay's own, such as that of its sandbox.</summary>
    public string GatewayUrl { get; init; } = Production;

    /// <summary>The settings of an <c>alipay</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (!AppIdPattern().IsMatch(AppId))
            return Wrong("app_id", "The application's id has 16 digits.");
        if (!SellerPattern().IsMatch(SellerId))
            return Wrong("seller_id", "The seller's account has 16 digits and begins with 2088. Leave it empty to leave it unchecked.");
        if (!Uri.TryCreate(GatewayUrl, UriKind.Absolute, out var gateway) || gateway.Scheme is not ("https" or "http") || gateway.Query.Length > 0)
            return Wrong("gateway", $"The gateway is an http or https address without a query, such as {Production}.");
        if (KeyFault() is { } fault)
            return fault;
        return new Dictionary<string, string>
        {
            [AlipaySettings.AppId] = AppId,
            [AlipaySettings.PrivateKey] = PrivateKey.Trim(),
            [AlipaySettings.AlipayKey] = AlipayKey.Trim(),
            [AlipaySettings.AppCertificate] = AppCertificate.Trim(),
            [AlipaySettings.RootCertificates] = RootCertificates.Trim(),
            [AlipaySettings.SellerId] = SellerId,
            [AlipaySettings.Mode] = Mode == AlipayMode.Qr ? AlipaySettings.Qr : AlipaySettings.Page,
            [AlipaySettings.Gateway] = gateway.AbsoluteUri,
        };
    }

    private Problem? KeyFault()
    {
        if (Math.Max(Math.Max(PrivateKey.Length, AlipayKey.Length), Math.Max(AppCertificate.Length, RootCertificates.Length)) > KeyCharsMax)
            return Wrong("private_key", $"A key or certificate has at most {KeyCharsMax:N0} characters.");
        if (MerchantKey.TryRead(PrivateKey) is null)
            return Wrong("private_key", "The application's private key is no RSA key of at least 2,048 bits, in PEM or Base64.");
        if (ProviderKey.TryRead(Encoding.UTF8.GetBytes(AlipayKey)) is not { } alipay)
            return Wrong("alipay_key", "Alipay's key is no RSA public key or certificate of at least 2,048 bits, in PEM or Base64.");
        if (string.IsNullOrWhiteSpace(AppCertificate) != string.IsNullOrWhiteSpace(RootCertificates))
            return Wrong("app_cert", "Certificate mode needs both the application's certificate and Alipay's root certificates. Leave both empty for key mode.");
        if (string.IsNullOrWhiteSpace(AppCertificate))
            return null;
        if (AlipayCertificates.SerialOf(AppCertificate) is null)
            return Wrong("app_cert", "The application's certificate is none, in PEM.");
        if (AlipayCertificates.RootSerialOf(RootCertificates) is null)
            return Wrong("root_cert", "Alipay's root certificates are none, in PEM.");
        return alipay.Serial is null ? Wrong("alipay_key", "In certificate mode Alipay's key is a certificate: alipayCertPublicKey_RSA2.crt.") : null;
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // The key is a secret: a record would print it.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"AppId = {AppId}");
        return true;
    }

    [GeneratedRegex(@"^[0-9]{16}\z")]
    private static partial Regex AppIdPattern();

    [GeneratedRegex(@"^(2088[0-9]{12})?\z")]
    private static partial Regex SellerPattern();
}
