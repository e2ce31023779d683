using System.Security.Cryptography.X509Certificates;
using Diner.Payments.Channels;

namespace Diner.Payments.PayPal;

/// <summary>A PayPal channel's settings, read once per <see cref="ChannelConfig"/>, and the token that was bought with them. Never printed.</summary>
internal sealed class PayPalSettings(ChannelConfig channel)
{
    public const string ClientId = "client_id";
    public const string Secret = "secret";
    public const string WebhookId = "webhook_id";
    public const string Mode = "mode";
    public const string Gateway = "gateway";
    public const string Root = "root";

    public string Id { get; } = channel.Required(ClientId);

    public string Password { get; } = channel.Required(Secret);

    public string Webhook { get; } = channel.Required(WebhookId);

    /// <summary>Ends with a slash.</summary>
    public Uri ApiUrl { get; } = new(channel.Required(Gateway));

    /// <summary>Empty for PayPal itself, whose root the system knows.</summary>
    public X509Certificate2Collection Roots { get; } = PayPalCertificates.Read(channel.Optional(Root, ""));

    /// <summary>The token and until when it may be used; null before the first call and after one that was refused.</summary>
    public PayPalToken? Token { get; set; }
}

/// <summary>An access token. Never printed.</summary>
internal sealed class PayPalToken(string text, DateTimeOffset until)
{
    public string Text => text;

    public DateTimeOffset Until => until;
}
