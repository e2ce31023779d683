using Diner.Payments.Forms;

namespace Diner.Payments.WeChatPay;

/// <summary>What a person enters about an account at WeChat Pay.</summary>
internal static class WeChatPayForm
{
    public static readonly ProviderForm Form = new(
        WeChatPayAccount.ChannelType,
        "A merchant account at WeChat Pay, API v3.",
        "微信支付",
        [
            new(WeChatPaySettings.MerchantId, FieldKind.Text, "The merchant id, 8 to 10 digits") { IsRequired = true, CharsMax = 10, Keyboard = "numeric" },
            new(WeChatPaySettings.AppId, FieldKind.Text, "The application's id, wx…") { IsRequired = true, CharsMax = 18 },
            new(WeChatPaySettings.ApiKey, FieldKind.Secret, "The APIv3 key, 32 letters and digits; stored encrypted") { IsRequired = true, CharsMax = 32 },
            new(WeChatPaySettings.Serial, FieldKind.Text, "The serial number of the merchant's certificate, 40 hex digits") { IsRequired = true, CharsMax = 40 },
            new(WeChatPaySettings.PublicKeyIdName, FieldKind.Text, "The id of the platform's public key, PUB_KEY_ID_…; two while it changes, the newer first") { CharsMax = 160 },
            new(WeChatPaySettings.AppSecretName, FieldKind.Secret, "The official account's secret, with which buyers pay inside WeChat itself; stored encrypted") { CharsMax = 32 },
            new(WeChatPaySettings.Mode, FieldKind.Choice, "native: always a code to scan; h5: phones open WeChat") { Choices = [WeChatPaySettings.Native, WeChatPaySettings.H5] },
            new(WeChatPaySettings.PrivateKey, FieldKind.File, "The merchant's private key, apiclient_key.pem; stored encrypted") { IsRequired = true },
            new(WeChatPaySettings.PublicKey, FieldKind.File, "The platform's public key, pub_key.pem"),
            new(WeChatPaySettings.Certificates, FieldKind.File, "The platform's certificates in one PEM file; with the public key while one replaces the other"),
            new(WeChatPaySettings.Gateway, FieldKind.Text, "Another address than WeChat Pay's own") { Otherwise = WeChatPayAccount.Production, IsForTheHouse = true },
        ],
        entries => new WeChatPayAccount
        {
            MerchantId = entries[WeChatPaySettings.MerchantId],
            AppId = entries[WeChatPaySettings.AppId],
            ApiV3Key = entries[WeChatPaySettings.ApiKey],
            CertificateSerial = entries[WeChatPaySettings.Serial],
            PublicKeyId = entries[WeChatPaySettings.PublicKeyIdName],
            AppSecret = entries[WeChatPaySettings.AppSecretName],
            Mode = entries[WeChatPaySettings.Mode] == WeChatPaySettings.H5 ? WeChatPayMode.H5 : WeChatPayMode.Native,
            PrivateKey = entries[WeChatPaySettings.PrivateKey],
            PublicKey = entries[WeChatPaySettings.PublicKey],
            PlatformCertificates = entries[WeChatPaySettings.Certificates],
            ApiUrl = entries[WeChatPaySettings.Gateway],
        }.ToSettings());
}
