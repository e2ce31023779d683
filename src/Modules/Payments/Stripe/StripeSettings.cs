using Diner.Payments.Channels;

namespace Diner.Payments.Stripe;

/// <summary>A Stripe channel's settings, read once per <see cref="ChannelConfig"/>. Holds the key: never printed.</summary>
internal sealed class StripeSettings(ChannelConfig channel)
{
    public const string SecretKey = "secret_key";
    public const string WebhookSecret = "webhook_secret";
    public const string OtherWebhookSecret = "webhook_secret_2";
    public const string Gateway = "gateway";

    public string ApiKey { get; } = channel.Required(SecretKey);

    /// <summary>One, or two while they rotate.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; } = [.. new[] { channel.Required(WebhookSecret), channel.Optional(OtherWebhookSecret, "") }.Where(secret => secret.Length > 0)];

    /// <summary>Without a slash at its end, as Stripe's library wants it.</summary>
    public string ApiBase { get; } = channel.Optional(Gateway, StripeAccount.Production).TrimEnd('/');
}
