using System.Text;
using System.Text.RegularExpressions;
using Diner.Kernel;
using Diner.Payments.Keys;

namespace Diner.Payments.WeChatPay;

/// <summary>How a payment is opened at WeChat Pay.</summary>
internal enum WeChatPayMode
{
    /// <summary>Always a QR code to scan (Native).</summary>
    Native,

    /// <summary>On a phone outside WeChat its browser opens WeChat (H5); elsewhere a QR code.</summary>
    H5,
}

/// <summary>A merchant's account at WeChat Pay, API v3, as a person enters it. The platform is known by its public key, its certificates, or both while it changes from one to the other.</summary>
internal sealed partial record WeChatPayAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "wechatpay";

    /// <summary>WeChat Pay's own address.</summary>
    public const string Production = "https://api.mch.weixin.qq.com/";

    /// <summary>Bytes of the APIv3 key.</summary>
    public const int ApiKeyBytes = 32;

    private const int KeyCharsMax = 16_000;

    /// <summary>The merchant id (mchid): 8 to 10 digits.</summary>
    public required string MerchantId { get; init; }

    /// <summary>The application's id: wx….</summary>
    public required string AppId { get; init; }

    /// <summary>The APIv3 key: 32 letters and digits.</summary>
    public required string ApiV3Key { get; init; }

    /// <summary>The merchant's private key (apiclient_key.pem).</summary>
    public required string PrivateKey { get; init; }

    /// <summary>The serial number of the merchant's certificate: 40 hex digits.</summary>
    public required string CertificateSerial { get; init; }

    /// <summary>The platform's public key (pub_key.pem), or empty. While it changes, both: the current one first.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>Its id, PUB_KEY_ID_…; empty without it. Two ids, in the order of the keys, with a blank between them.</summary>
    public string PublicKeyId { get; init; } = "";

    /// <summary>The platform's certificates in PEM, one or several, or empty.</summary>
    public string PlatformCertificates { get; init; } = "";

    /// <summary>The secret of the official account (公众号) of that application id, with which buyers pay inside WeChat itself; empty without one, and they scan a code.</summary>
    public string AppSecret { get; init; } = "";

    /// <summary>How payments are opened.</summary>
    public WeChatPayMode Mode { get; init; }

    /// <summary>Another address than WeChat Pay's own.</summary>
    public string ApiUrl { get; init; } = Production;

    /// <summary>The settings of a <c>wechatpay</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (!MerchantPattern().IsMatch(MerchantId))
            return Wrong("mchid", "The merchant id has 8 to 10 digits.");
        if (!AppPattern().IsMatch(AppId))
            return Wrong("appid", "The application's id begins with wx and has 18 letters and digits.");
        if (Encoding.UTF8.GetByteCount(ApiV3Key) != ApiKeyBytes)
            return Wrong("api_key", "The APIv3 key has 32 letters and digits.");
        if (!SerialPattern().IsMatch(CertificateSerial))
            return Wrong("serial", "The serial number of the merchant's certificate has 40 hex digits.");
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http") || api.Query.Length > 0)
            return Wrong("gateway", $"The address is http or https without a query, such as {Production}.");
        if (!AppSecretPattern().IsMatch(AppSecret))
            return Wrong("app_secret", "The official account's secret has 32 hex digits. Leave it empty to have buyers inside WeChat scan a code.");
        if (KeyFault() is { } fault)
            return fault;
        return new Dictionary<string, string>
        {
            [WeChatPaySettings.MerchantId] = MerchantId,
            [WeChatPaySettings.AppId] = AppId,
            [WeChatPaySettings.ApiKey] = ApiV3Key,
            [WeChatPaySettings.PrivateKey] = PrivateKey.Trim(),
            [WeChatPaySettings.Serial] = CertificateSerial,
            [WeChatPaySettings.PublicKey] = PublicKey.Trim(),
            [WeChatPaySettings.PublicKeyIdName] = string.Join(' ', KeyIds),
            [WeChatPaySettings.Certificates] = PlatformCertificates.Trim(),
            [WeChatPaySettings.AppSecretName] = AppSecret,
            [WeChatPaySettings.Mode] = Mode == WeChatPayMode.H5 ? WeChatPaySettings.H5 : WeChatPaySettings.Native,
            [WeChatPaySettings.Gateway] = api.AbsoluteUri,
        };
    }

    private string[] KeyIds => PublicKeyId.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private Problem? KeyFault()
    {
        if (Math.Max(PrivateKey.Length, Math.Max(PublicKey.Length, PlatformCertificates.Length)) > KeyCharsMax)
            return Wrong("private_key", $"A key or certificate has at most {KeyCharsMax:N0} characters.");
        if (MerchantKey.TryRead(PrivateKey) is null)
            return Wrong("private_key", "The merchant's private key is no RSA key of at least 2,048 bits, in PEM.");
        if (string.IsNullOrWhiteSpace(PublicKey) && string.IsNullOrWhiteSpace(PlatformCertificates))
            return Wrong("public_key", "Give the platform's public key with its id, or its certificates.");
        var publicKeys = ProviderKey.ReadPublicKeys(PublicKey);
        if (!string.IsNullOrWhiteSpace(PublicKey) && publicKeys.Count == 0)
            return Wrong("public_key", "The platform's public key is no RSA key of at least 2,048 bits, in PEM.");
        if (publicKeys.Count > 0 && (publicKeys.Count != KeyIds.Length || !Array.TrueForAll(KeyIds, id => KeyIdPattern().IsMatch(id))))
            return Wrong("public_key_id", "The id of the platform's public key begins with PUB_KEY_ID_. Each key has one, in the order of the keys, with a blank between them.");
        return string.IsNullOrWhiteSpace(PlatformCertificates) || ProviderKey.ReadCertificates(PlatformCertificates).Count > 0
            ? null
            : Wrong("certificates", "The platform's certificates are none, in PEM.");
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // Keys are secrets: a record would print them.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"MerchantId = {MerchantId}");
        return true;
    }

    [GeneratedRegex(@"^[0-9]{8,10}\z")]
    private static partial Regex MerchantPattern();

    [GeneratedRegex(@"^wx[0-9a-zA-Z]{16}\z")]
    private static partial Regex AppPattern();

    [GeneratedRegex(@"^([0-9a-fA-F]{32})?\z")]
    private static partial Regex AppSecretPattern();

    [GeneratedRegex(@"^[0-9a-fA-F]{40}\z")]
    private static partial Regex SerialPattern();

    [GeneratedRegex(@"^PUB_KEY_ID_[0-9A-Za-z]{1,64}\z")]
    private static partial Regex KeyIdPattern();
}
