using Diner.Payments.Forms;

namespace Diner.Payments.Alipay;

/// <summary>What a person enters about an application at Alipay.</summary>
internal static class AlipayForm
{
    public static readonly ProviderForm Form = new(
        AlipayAccount.ChannelType,
        "An application at Alipay's open platform.",
        "支付宝",
        [
            new(AlipaySettings.AppId, FieldKind.Text, "The application's id at Alipay's open platform, 16 digits") { IsRequired = true, CharsMax = 16, Keyboard = "numeric" },
            new(AlipaySettings.SellerId, FieldKind.Text, "The seller's account, 2088…; without it notifications are not checked for it") { CharsMax = 16, Keyboard = "numeric" },
            new(AlipaySettings.Mode, FieldKind.Choice, "page: the buyer's browser goes to Alipay; qr: the buyer scans a code") { Choices = [AlipaySettings.Page, AlipaySettings.Qr] },
            new(AlipaySettings.PrivateKey, FieldKind.File, "The application's private key, PEM or Base64; stored encrypted") { IsRequired = true },
            new(AlipaySettings.AlipayKey, FieldKind.File, "Alipay's public key, or in certificate mode alipayCertPublicKey_RSA2.crt") { IsRequired = true },
            new(AlipaySettings.AppCertificate, FieldKind.File, "Certificate mode: appCertPublicKey_….crt"),
            new(AlipaySettings.RootCertificates, FieldKind.File, "Certificate mode: alipayRootCert.crt"),
            new(AlipaySettings.Gateway, FieldKind.Text, "Another gateway, such as that of Alipay's sandbox") { Otherwise = AlipayAccount.Production, IsForTheHouse = true },
        ],
        entries => new AlipayAccount
        {
            AppId = entries[AlipaySettings.AppId],
            SellerId = entries[AlipaySettings.SellerId],
            Mode = entries[AlipaySettings.Mode] == AlipaySettings.Qr ? AlipayMode.Qr : AlipayMode.Page,
            PrivateKey = entries[AlipaySettings.PrivateKey],
            AlipayKey = entries[AlipaySettings.AlipayKey],
            AppCertificate = entries[AlipaySettings.AppCertificate],
            RootCertificates = entries[AlipaySettings.RootCertificates],
            GatewayUrl = entries[AlipaySettings.Gateway],
        }.ToSettings());
}
