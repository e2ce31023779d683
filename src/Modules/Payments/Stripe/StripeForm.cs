using Diner.Payments.Forms;

namespace Diner.Payments.Stripe;

/// <summary>What a person enters about an account at Stripe.</summary>
internal static class StripeForm
{
    public static readonly ProviderForm Form = new(
        StripeAccount.ChannelType,
        "An account at Stripe: cards and wallets on Stripe's own page.",
        "Stripe",
        [
            new(StripeSettings.SecretKey, FieldKind.Secret, "The secret or restricted API key, sk_… or rk_…; stored encrypted") { IsRequired = true, CharsMax = 250 },
            new(StripeSettings.WebhookSecret, FieldKind.Secret, "The signing secret of the webhook endpoint, whsec_…; stored encrypted") { IsRequired = true, CharsMax = 130 },
            new(StripeSettings.OtherWebhookSecret, FieldKind.Secret, "A second signing secret while the first is rolled") { CharsMax = 130 },
            new(StripeSettings.Gateway, FieldKind.Text, "Another address than Stripe's own") { Otherwise = StripeAccount.Production, IsForTheHouse = true },
        ],
        entries => new StripeAccount
        {
            SecretKey = entries[StripeSettings.SecretKey],
            WebhookSecret = entries[StripeSettings.WebhookSecret],
            OtherWebhookSecret = entries[StripeSettings.OtherWebhookSecret],
            ApiUrl = entries[StripeSettings.Gateway],
        }.ToSettings());
}
