using Diner.Payments.Forms;

namespace Diner.Payments.Epusdt;

/// <summary>What a person enters about an epusdt or BEpusdt server.</summary>
internal static class EpusdtForm
{
    public static readonly ProviderForm Form = new(
        EpusdtAccount.ChannelType,
        "An epusdt or BEpusdt server of one's own: USDT and other coins, priced in yuan.",
        "USDT",
        [
            new(EpusdtSettings.Gateway, FieldKind.Text, "The server's address, such as https://pay.example.com/") { IsRequired = true, CharsMax = 500, Keyboard = "url" },
            new(EpusdtSettings.Token, FieldKind.Secret, "The server's API token; stored encrypted") { IsRequired = true, CharsMax = 200 },
            new(EpusdtSettings.Server, FieldKind.Choice, "epusdt or bepusdt") { Choices = [EpusdtSettings.Epusdt, EpusdtSettings.Bepusdt] },
            new(EpusdtSettings.TradeType, FieldKind.Text, "BEpusdt only: the coin and its chain, usdt.trc20, tron.trx, …") { Otherwise = EpusdtSettings.UsdtOnTron, CharsMax = 31 },
        ],
        entries => new EpusdtAccount
        {
            ServerUrl = entries[EpusdtSettings.Gateway],
            Token = entries[EpusdtSettings.Token],
            IsBepusdt = entries[EpusdtSettings.Server] == EpusdtSettings.Bepusdt,
            TradeType = entries[EpusdtSettings.TradeType],
        }.ToSettings())
    {
        PaysInCoins = true,
    };
}
