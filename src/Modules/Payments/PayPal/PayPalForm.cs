using Diner.Payments.Forms;

namespace Diner.Payments.PayPal;

/// <summary>What a person enters about an application at PayPal.</summary>
internal static class PayPalForm
{
    private const string Live = "live";
    private const string Sandbox = "sandbox";

    public static readonly ProviderForm Form = new(
        PayPalAccount.ChannelType,
        "A REST application at PayPal.",
        "PayPal",
        [
            new(PayPalSettings.ClientId, FieldKind.Text, "The application's client id") { IsRequired = true, CharsMax = 128 },
            new(PayPalSettings.Secret, FieldKind.Secret, "The application's secret; stored encrypted") { IsRequired = true, CharsMax = 128 },
            new(PayPalSettings.WebhookId, FieldKind.Text, "The id PayPal gave the webhook") { IsRequired = true, CharsMax = 50 },
            new(PayPalSettings.Mode, FieldKind.Choice, "live: PayPal; sandbox: PayPal's sandbox") { Choices = [Live, Sandbox] },
            new(PayPalSettings.Gateway, FieldKind.Text, "Another address than PayPal's own") { IsForTheHouse = true },
            new(PayPalSettings.Root, FieldKind.File, "The root certificate under which webhooks of that other address are signed, PEM") { IsForTheHouse = true },
        ],
        entries => new PayPalAccount
        {
            ClientId = entries[PayPalSettings.ClientId],
            Secret = entries[PayPalSettings.Secret],
            WebhookId = entries[PayPalSettings.WebhookId],
            IsSandbox = entries[PayPalSettings.Mode] == Sandbox,
            ApiUrl = entries[PayPalSettings.Gateway],
            Root = entries[PayPalSettings.Root],
        }.ToSettings());
}
