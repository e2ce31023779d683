using Diner.Payments.Channels;

namespace Diner.Payments.BtcPay;

/// <summary>A BTCPay channel's settings, read once per <see cref="ChannelConfig"/>. Holds the key: never printed.</summary>
internal sealed class BtcPaySettings(ChannelConfig channel)
{
    public const string Gateway = "gateway";
    public const string StoreId = "store_id";
    public const string ApiKey = "api_key";
    public const string WebhookSecret = "webhook_secret";

    /// <summary>Ends with a slash.</summary>
    public Uri ServerUrl { get; } = new(channel.Required(Gateway));

    public string Store { get; } = channel.Required(StoreId);

    public string Key { get; } = channel.Required(ApiKey);

    public string Secret { get; } = channel.Required(WebhookSecret);
}
