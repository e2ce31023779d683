using Diner.Kernel;
using Diner.Payments.Channels;

namespace Diner.Payments.TokenPay;

/// <summary>A TokenPay channel's settings, read once per <see cref="ChannelConfig"/>. Holds the token: never printed.</summary>
internal sealed class TokenPaySettings(ChannelConfig channel)
{
    public const string Gateway = "gateway";
    public const string Token = "token";
    public const string Coin = "coin";
    public const string Currency = "currency";

    /// <summary>Ends with a slash.</summary>
    public Uri ServerUrl { get; } = new(channel.Required(Gateway));

    public string ApiToken { get; } = channel.Required(Token);

    public string CoinName { get; } = channel.Required(Coin);

    /// <summary>What the server prices in.</summary>
    public CurrencyCode BaseCurrency { get; } = CurrencyCode.Parse(channel.Required(Currency));
}
