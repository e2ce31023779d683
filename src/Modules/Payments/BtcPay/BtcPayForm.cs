using Diner.Payments.Forms;

namespace Diner.Payments.BtcPay;

/// <summary>What a person enters about a store at a BTCPay Server.</summary>
internal static class BtcPayForm
{
    public static readonly ProviderForm Form = new(
        BtcPayAccount.ChannelType,
        "A store at a BTCPay Server of one's own.",
        "Bitcoin",
        [
            new(BtcPaySettings.Gateway, FieldKind.Text, "The server's address, such as https://btcpay.example.com/") { IsRequired = true, CharsMax = 500, Keyboard = "url" },
            new(BtcPaySettings.StoreId, FieldKind.Text, "The store's id") { IsRequired = true, CharsMax = 60 },
            new(BtcPaySettings.ApiKey, FieldKind.Secret, "A Greenfield API key that may view, create and modify the store's invoices; stored encrypted") { IsRequired = true },
            new(BtcPaySettings.WebhookSecret, FieldKind.Secret, "The webhook's secret; stored encrypted") { IsRequired = true, CharsMax = 200 },
        ],
        entries => new BtcPayAccount
        {
            ServerUrl = entries[BtcPaySettings.Gateway],
            StoreId = entries[BtcPaySettings.StoreId],
            ApiKey = entries[BtcPaySettings.ApiKey],
            WebhookSecret = entries[BtcPaySettings.WebhookSecret],
        }.ToSettings())
    {
        PaysInCoins = true,
    };
}
