using System.Text.RegularExpressions;
using Diner.Kernel;
using Diner.Payments.Coins;

namespace Diner.Payments.Epusdt;

/// <summary>A merchant's epusdt or BEpusdt server, as a person enters it.</summary>
internal sealed partial record EpusdtAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "epusdt";

    /// <summary>The server's address.</summary>
    public required string ServerUrl { get; init; }

    /// <summary>The server's API token.</summary>
    public required string Token { get; init; }

    /// <summary>BEpusdt: it is told the coin, and can cancel.</summary>
    public bool IsBepusdt { get; init; }

    /// <summary>BEpusdt's name of the coin and its chain: <c>usdt.trc20</c>.</summary>
    public string TradeType { get; init; } = EpusdtSettings.UsdtOnTron;

    /// <summary>The settings of an <c>epusdt</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (CoinGateway.TryParse(ServerUrl) is not { } server)
            return CoinGateway.Wrong(EpusdtSettings.Gateway);
        if (!TokenPattern().IsMatch(Token))
            return Wrong(EpusdtSettings.Token, "The server's API token has 3 to 200 characters, none of them a blank.");
        if (IsBepusdt && !TradePattern().IsMatch(TradeType))
            return Wrong(EpusdtSettings.TradeType, "The coin is written as BEpusdt writes it: usdt.trc20, tron.trx, usdc.polygon.");
        return new Dictionary<string, string>
        {
            [EpusdtSettings.Gateway] = server.AbsoluteUri,
            [EpusdtSettings.Token] = Token,
            [EpusdtSettings.Server] = IsBepusdt ? EpusdtSettings.Bepusdt : EpusdtSettings.Epusdt,
            [EpusdtSettings.TradeType] = IsBepusdt ? TradeType : "",
        };
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // The token: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"IsBepusdt = {IsBepusdt}");
        return true;
    }

    [GeneratedRegex(@"^[!-~]{3,200}\z")]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"^[a-z]{2,10}\.[a-z0-9]{2,20}\z")]
    private static partial Regex TradePattern();
}
