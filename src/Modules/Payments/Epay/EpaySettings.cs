using System.Text;
using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.Epay;

/// <summary>An epay channel's settings, read once per <see cref="ChannelConfig"/>. Holds the key: never printed.</summary>
internal sealed class EpaySettings
{
    public const string Gateway = "gateway";
    public const string PidName = "pid";
    public const string KeyName = "key";
    public const string TypeName = "type";
    public const string ModeName = "mode";
    public const string ConfirmName = "confirm";
    public const string Submit = "submit";
    public const string Mapi = "mapi";
    public const string Yes = "true";
    public const string No = "false";

    public EpaySettings(ChannelConfig channel)
    {
        GatewayUrl = EpayGatewayUrl.TryParse(channel.Required(Gateway)) ?? throw new InvariantException($"channel {channel.Id.Value} has no usable gateway address");
        (Pid, Key) = (channel.Required(PidName), channel.Required(KeyName));
        Merchant = new EpayMerchant(Encoding.UTF8.GetBytes(Pid), Encoding.UTF8.GetBytes(Key));
        PayType = channel.Optional(TypeName, "");
        Mode = channel.Optional(ModeName, Submit) == Mapi ? EpayMode.Mapi : EpayMode.Submit;
        Confirms = channel.Optional(ConfirmName, No) == Yes;
    }

    /// <summary>Ends with a slash.</summary>
    public Uri GatewayUrl { get; }

    public string Pid { get; }

    public string Key { get; }

    public string PayType { get; }

    public EpayMode Mode { get; }

    public bool Confirms { get; }

    public EpayMerchant Merchant { get; }
}
