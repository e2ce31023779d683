using System.Text.RegularExpressions;
using Diner.Kernel;
using Diner.Payments.Coins;

namespace Diner.Payments.TokenPay;

/// <summary>A merchant's TokenPay server, as a person enters it.</summary>
internal sealed partial record TokenPayAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "tokenpay";

    /// <summary>The server's address.</summary>
    public required string ServerUrl { get; init; }

    /// <summary>The server's ApiToken.</summary>
    public required string Token { get; init; }

    /// <summary>The coin, as the server calls it: <c>USDT_TRC20</c>.</summary>
    public required string Coin { get; init; }

    /// <summary>The currency the server prices in, its BaseCurrency: the shop's.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>The settings of a <c>tokenpay</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (CoinGateway.TryParse(ServerUrl) is not { } server)
            return CoinGateway.Wrong(TokenPaySettings.Gateway);
        if (!TokenPattern().IsMatch(Token))
            return Wrong(TokenPaySettings.Token, "The server's ApiToken has 3 to 200 characters, none of them a blank.");
        if (!CoinPattern().IsMatch(Coin))
            return Wrong(TokenPaySettings.Coin, "The coin is written as the server writes it: TRX, USDT_TRC20, EVM_ETH_USDT_ERC20.");
        return new Dictionary<string, string>
        {
            [TokenPaySettings.Gateway] = server.AbsoluteUri,
            [TokenPaySettings.Token] = Token,
            [TokenPaySettings.Coin] = Coin,
            [TokenPaySettings.Currency] = Currency.Code,
        };
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // The token: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Coin = {Coin}");
        return true;
    }

    [GeneratedRegex(@"^[!-~]{3,200}\z")]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"^[A-Z][0-9A-Za-z_]{1,39}\z")]
    private static partial Regex CoinPattern();
}
