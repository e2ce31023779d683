using System.Text.RegularExpressions;
using Diner.Kernel;
using Diner.Payments.Coins;

namespace Diner.Payments.BtcPay;

/// <summary>A store at a merchant's BTCPay Server, as a person enters it.</summary>
internal sealed partial record BtcPayAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "btcpay";

    /// <summary>The server's address.</summary>
    public required string ServerUrl { get; init; }

    /// <summary>The store's id.</summary>
    public required string StoreId { get; init; }

    /// <summary>A Greenfield API key that may view, create and modify invoices of that store.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The webhook's secret.</summary>
    public required string WebhookSecret { get; init; }

    /// <summary>The settings of a <c>btcpay</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (CoinGateway.TryParse(ServerUrl) is not { } server)
            return CoinGateway.Wrong(BtcPaySettings.Gateway);
        if (!IdPattern().IsMatch(StoreId))
            return Wrong(BtcPaySettings.StoreId, "The store's id has 20 to 60 letters and digits. It stands in the store's settings, under General.");
        if (!KeyPattern().IsMatch(ApiKey))
            return Wrong(BtcPaySettings.ApiKey, "The API key has 20 to 100 letters and digits.");
        if (!SecretPattern().IsMatch(WebhookSecret))
            return Wrong(BtcPaySettings.WebhookSecret, "The webhook's secret has 8 to 200 characters, none of them a blank.");
        return new Dictionary<string, string>
        {
            [BtcPaySettings.Gateway] = server.AbsoluteUri,
            [BtcPaySettings.StoreId] = StoreId,
            [BtcPaySettings.ApiKey] = ApiKey,
            [BtcPaySettings.WebhookSecret] = WebhookSecret,
        };
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // The key: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"StoreId = {StoreId}");
        return true;
    }

    [GeneratedRegex(@"^[0-9A-Za-z]{20,60}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[0-9A-Za-z]{20,100}\z")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^[!-~]{8,200}\z")]
    private static partial Regex SecretPattern();
}
