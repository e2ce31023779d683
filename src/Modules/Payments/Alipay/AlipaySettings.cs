using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Keys;

namespace Diner.Payments.Alipay;

/// <summary>An Alipay channel's settings, read once per <see cref="ChannelConfig"/>. Holds the private key: never printed.</summary>
internal sealed class AlipaySettings
{
    public const string AppId = "app_id";
    public const string PrivateKey = "private_key";
    public const string AlipayKey = "alipay_key";
    public const string AppCertificate = "app_cert";
    public const string RootCertificates = "root_cert";
    public const string SellerId = "seller_id";
    public const string Mode = "mode";
    public const string Gateway = "gateway";
    public const string Page = "page";
    public const string Qr = "qr";

    public AlipaySettings(ChannelConfig channel)
    {
        App = channel.Required(AppId);
        Key = MerchantKey.TryRead(channel.Required(PrivateKey)) ?? throw new InvariantException($"channel {channel.Id.Value} has no usable private key");
        var alipay = ProviderKey.TryRead(Encoding.UTF8.GetBytes(channel.Required(AlipayKey))) ?? throw new InvariantException($"channel {channel.Id.Value} has no usable key of Alipay");
        Merchant = new AlipayMerchant(alipay, App, channel.Optional(SellerId, "") is { Length: > 0 } seller ? seller : null);
        AppCertificateSerial = AlipayCertificates.SerialOf(channel.Optional(AppCertificate, ""));
        RootCertificateSerial = AlipayCertificates.RootSerialOf(channel.Optional(RootCertificates, ""));
        IsQr = channel.Optional(Mode, Page) == Qr;
        GatewayUrl = new Uri(channel.Optional(Gateway, AlipayAccount.Production));
    }

    public string App { get; }

    public MerchantKey Key { get; }

    public AlipayMerchant Merchant { get; }

    /// <summary>Null in key mode.</summary>
    public string? AppCertificateSerial { get; }

    /// <summary>Null in key mode.</summary>
    public string? RootCertificateSerial { get; }

    public bool IsQr { get; }

    public Uri GatewayUrl { get; }
}
