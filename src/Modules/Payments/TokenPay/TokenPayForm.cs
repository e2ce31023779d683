using Diner.Payments.Forms;

namespace Diner.Payments.TokenPay;

/// <summary>What a person enters about a TokenPay server.</summary>
internal static class TokenPayForm
{
    public static readonly ProviderForm Form = new(
        TokenPayAccount.ChannelType,
        "A TokenPay server of one's own: USDT, TRX and other coins.",
        "USDT",
        [
            new(TokenPaySettings.Gateway, FieldKind.Text, "The server's address, such as https://pay.example.com/") { IsRequired = true, CharsMax = 500, Keyboard = "url" },
            new(TokenPaySettings.Token, FieldKind.Secret, "The server's ApiToken; stored encrypted") { IsRequired = true, CharsMax = 200 },
            new(TokenPaySettings.Coin, FieldKind.Text, "The coin as the server writes it: TRX, USDT_TRC20, …") { Otherwise = "USDT_TRC20", CharsMax = 40 },
        ],
        entries => new TokenPayAccount
        {
            ServerUrl = entries[TokenPaySettings.Gateway],
            Token = entries[TokenPaySettings.Token],
            Coin = entries[TokenPaySettings.Coin],
            Currency = entries.Currency,
        }.ToSettings())
    {
        PaysInCoins = true,
    };
}
