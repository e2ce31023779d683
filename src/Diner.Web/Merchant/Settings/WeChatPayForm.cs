using Diner.Payments.WeChatPay;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Settings;

/// <summary>What was typed about an account at WeChat Pay, but for its keys: those are never sent back.</summary>
public sealed record WeChatPayForm
{
    /// <summary>The most characters of a key or of a file of certificates.</summary>
    public const int KeyCharsMax = 12_000;

    /// <summary>The most characters of the ids of the platform's public keys: two, while it changes.</summary>
    public const int KeyIdCharsMax = 160;

    private const int FieldCharsMax = 100;

    /// <summary>What a buyer reads.</summary>
    public string Name { get; init; } = "微信支付";

    /// <summary>The merchant id.</summary>
    public string MerchantId { get; init; } = "";

    /// <summary>The application's id.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The serial number of the merchant's certificate.</summary>
    public string Serial { get; init; } = "";

    /// <summary>The id of the platform's public key, or empty.</summary>
    public string PublicKeyId { get; init; } = "";

    /// <summary>How buyers pay: native or h5.</summary>
    public string Mode { get; init; } = "native";

    internal static (WeChatPayForm Form, WeChatPayAccount Account) Read(IFormCollection sent)
    {
        var form = new WeChatPayForm
        {
            Name = sent.Text("name", FieldCharsMax).Trim(),
            MerchantId = sent.Text("mchid", FieldCharsMax).Trim(),
            AppId = sent.Text("appid", FieldCharsMax).Trim(),
            Serial = sent.Text("serial", FieldCharsMax).Trim(),
            PublicKeyId = sent.Text("public_key_id", KeyIdCharsMax).Trim(),
            Mode = sent.Text("mode", FieldCharsMax) == "h5" ? "h5" : "native",
        };
        var account = new WeChatPayAccount
        {
            MerchantId = form.MerchantId,
            AppId = form.AppId,
            CertificateSerial = form.Serial,
            PublicKeyId = form.PublicKeyId,
            Mode = form.Mode == "h5" ? WeChatPayMode.H5 : WeChatPayMode.Native,
            ApiV3Key = sent.Text("api_key", FieldCharsMax).Trim(),
            PrivateKey = sent.Text("private_key", KeyCharsMax),
            PublicKey = sent.Text("public_key", KeyCharsMax),
            PlatformCertificates = sent.Text("certificates", KeyCharsMax),
        };
        return (form, account);
    }
}
