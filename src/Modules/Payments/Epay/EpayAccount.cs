using System.Text.RegularExpressions;
using Diner.Kernel;

namespace Diner.Payments.Epay;

/// <summary>How a payment is opened at an epay gateway.</summary>
public enum EpayMode
{
    /// <summary>The buyer's browser is sent to a signed submit.php address. Placing an order calls nobody.</summary>
    Submit,

    /// <summary>We call mapi.php and get the address or the QR code to show.</summary>
    Mapi,
}

/// <summary>A merchant's account at an epay gateway, as a person enters it.</summary>
public sealed partial record EpayAccount
{
    /// <summary>The channel type.</summary>
    public const string ChannelType = "epay";

    private const int KeyLengthMax = 256;

    /// <summary>The gateway's address; with or without a trailing slash or the name of a script, as merchants paste it.</summary>
    public required string GatewayUrl { get; init; }

    /// <summary>The merchant id: 1 to 32 letters and digits.</summary>
    public required string Pid { get; init; }

    /// <summary>The merchant key that signs.</summary>
    public required string Key { get; init; }

    /// <summary>The gateway's name of the way to pay (alipay, wxpay, usdt.trc20, …), or empty for the gateway's own cashier.</summary>
    public string PayType { get; init; } = "";

    /// <summary>How payments are opened.</summary>
    public EpayMode Mode { get; init; }

    /// <summary>Ask the gateway's api.php about each payment before crediting it.</summary>
    public bool Confirms { get; init; }

    /// <summary>The settings of an <c>epay</c> channel; <see cref="ProblemCode.InvalidRequest"/> names the field that is wrong.</summary>
    public Result<IReadOnlyDictionary<string, string>> ToSettings()
    {
        if (EpayGatewayUrl.TryParse(GatewayUrl) is not { } gateway)
            return Wrong("gateway", "The gateway is an http or https address without a query, such as https://pay.example.com/.");
        if (!PidPattern().IsMatch(Pid))
            return Wrong("pid", "The merchant id has 1 to 32 letters and digits.");
        if (Key.Length is 0 or > KeyLengthMax || Key.Any(char.IsControl) || Key != Key.Trim())
            return Wrong("key", $"The merchant key has 1 to {KeyLengthMax} characters, without blanks around it.");
        if (!PayTypePattern().IsMatch(PayType))
            return Wrong("type", "The type has at most 32 letters, digits, dots, dashes and underscores.");
        if (Mode == EpayMode.Mapi && PayType.Length == 0)
            return Wrong("type", "mapi.php has no cashier: name the type, such as alipay or wxpay.");
        return new Dictionary<string, string>
        {
            [EpaySettings.Gateway] = gateway.AbsoluteUri,
            [EpaySettings.PidName] = Pid,
            [EpaySettings.KeyName] = Key,
            [EpaySettings.TypeName] = PayType,
            [EpaySettings.ModeName] = Mode == EpayMode.Mapi ? EpaySettings.Mapi : EpaySettings.Submit,
            [EpaySettings.ConfirmName] = Confirms ? EpaySettings.Yes : EpaySettings.No,
        };
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // The key is a secret: a record would print it.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Pid = {Pid}");
        return true;
    }

    [GeneratedRegex(@"^[A-Za-z0-9]{1,32}\z")]
    private static partial Regex PidPattern();

    [GeneratedRegex(@"^[A-Za-z0-9._\-]{0,32}\z")]
    private static partial Regex PayTypePattern();
}
