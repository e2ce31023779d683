using Diner.Payments.Channels;

namespace Diner.Payments.Epusdt;

/// <summary>An epusdt channel's settings, read once per <see cref="ChannelConfig"/>. Holds the token: never printed.</summary>
internal sealed class EpusdtSettings(ChannelConfig channel)
{
    public const string Gateway = "gateway";
    public const string Token = "token";
    public const string Server = "server";
    public const string TradeType = "trade_type";
    public const string Epusdt = "epusdt";
    public const string Bepusdt = "bepusdt";
    public const string UsdtOnTron = "usdt.trc20";

    /// <summary>Ends with a slash.</summary>
    public Uri ServerUrl { get; } = new(channel.Required(Gateway));

    public string ApiToken { get; } = channel.Required(Token);

    public bool IsBepusdt { get; } = channel.Optional(Server, Epusdt) == Bepusdt;

    /// <summary>BEpusdt's name of the coin; empty for epusdt, which has one.</summary>
    public string Coin { get; } = channel.Optional(TradeType, "");
}
