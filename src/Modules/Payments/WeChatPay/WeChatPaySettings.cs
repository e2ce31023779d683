using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Keys;

namespace Diner.Payments.WeChatPay;

/// <summary>A WeChat Pay channel's settings, read once per <see cref="ChannelConfig"/>. Holds keys: never printed.</summary>
internal sealed class WeChatPaySettings
{
    public const string MerchantId = "mchid";
    public const string AppId = "appid";
    public const string ApiKey = "api_key";
    public const string PrivateKey = "private_key";
    public const string Serial = "serial";
    public const string PublicKey = "public_key";
    public const string PublicKeyIdName = "public_key_id";
    public const string Certificates = "certificates";
    public const string AppSecretName = "app_secret";
    public const string Mode = "mode";
    public const string Gateway = "gateway";
    public const string Native = "native";
    public const string H5 = "h5";

    public WeChatPaySettings(ChannelConfig channel)
    {
        Key = MerchantKey.TryRead(channel.Required(PrivateKey)) ?? throw new InvariantException($"channel {channel.Id.Value} has no usable private key");
        KeySerial = channel.Required(Serial);
        Merchant = new WeChatPayMerchant(PlatformKeys(channel), Encoding.UTF8.GetBytes(channel.Required(ApiKey)), channel.Required(MerchantId), channel.Required(AppId));
        PublicKeyId = channel.Optional(PublicKeyIdName, "").Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        AppSecret = channel.Optional(AppSecretName, "") is { Length: > 0 } secret ? secret : null;
        OpensWeChat = channel.Optional(Mode, Native) == H5;
        ApiUrl = new Uri(channel.Optional(Gateway, WeChatPayAccount.Production));
    }

    public MerchantKey Key { get; }

    public string KeySerial { get; }

    public WeChatPayMerchant Merchant { get; }

    /// <summary>The id of the platform's current public key; null for an account that still uses certificates.</summary>
    public string? PublicKeyId { get; }

    /// <summary>The official account's secret; null when buyers inside WeChat scan a code like everybody else.</summary>
    public string? AppSecret { get; }

    /// <summary>True when a phone's browser is sent to WeChat instead of showing a code.</summary>
    public bool OpensWeChat { get; }

    /// <summary>Ends with a slash.</summary>
    public Uri ApiUrl { get; }

    private static List<WeChatPayKey> PlatformKeys(ChannelConfig channel)
    {
        var keys = ProviderKey.ReadCertificates(channel.Optional(Certificates, "")).Select(key => new WeChatPayKey(key.Serial, key)).ToList();
        var ids = channel.Optional(PublicKeyIdName, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        keys.AddRange(ProviderKey.ReadPublicKeys(channel.Optional(PublicKey, "")).Zip(ids, (key, id) => new WeChatPayKey(id, key)));
        Invariant.Require(keys.Count > 0, "a WeChat Pay channel has a key of the platform");
        return keys;
    }
}
