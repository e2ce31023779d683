using System.CommandLine;
using Diner.Payments.Channels;
using Diner.Payments.Epay;

namespace Diner.Host.Cli;

/// <summary><c>diner channels add epay</c>.</summary>
internal static class ChannelsAddEpay
{
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's slug", Required = true };
    private static readonly Option<string> Gateway = new("--gateway") { Description = "The gateway's address, such as https://pay.example.com/", Required = true };
    private static readonly Option<string> Pid = new("--pid") { Description = "Your merchant id at the gateway", Required = true };
    private static readonly Option<string> Key = new("--key") { Description = "Your merchant key at the gateway; stored encrypted", Required = true };
    private static readonly Option<string> PayType = new("--type") { Description = "alipay, wxpay, qqpay, …; without it the buyer chooses at the gateway", DefaultValueFactory = _ => "" };
    private static readonly Option<string?> Name = new("--name") { Description = "What a buyer reads; the default follows the type" };
    private static readonly Option<bool> Confirm = new("--confirm") { Description = "Ask the gateway about each payment before delivering" };
    private static readonly Option<string> Mode = new("--mode") { Description = "submit: the buyer's browser goes to the gateway; mapi: we ask the gateway first", DefaultValueFactory = _ => "submit" };

    public static Command Build()
    {
        Mode.AcceptOnlyFromAmong("submit", "mapi");
        var add = new Command("epay", "A merchant account at an epay (易支付) gateway. Prints the channel's id.") { Shop, Gateway, Pid, Key, PayType, Mode, Confirm, Name, CliContext.Json };
        add.SetAction(AddAsync);
        return add.WithDatabase();
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken ct)
    {
        var account = new EpayAccount
        {
            GatewayUrl = parsed.GetRequiredValue(Gateway),
            Pid = parsed.GetRequiredValue(Pid),
            Key = parsed.GetRequiredValue(Key),
            PayType = parsed.GetRequiredValue(PayType),
            Mode = parsed.GetRequiredValue(Mode) == "mapi" ? EpayMode.Mapi : EpayMode.Submit,
            Confirms = parsed.GetValue(Confirm),
        };
        var settings = account.ToSettings();
        if (!settings.IsOk)
            return CliContext.Fail(settings.Problem.Detail);
        var name = parsed.GetValue(Name) ?? DefaultName(account.PayType);
        return await ChannelsCommand.AddAsync(parsed, parsed.GetRequiredValue(Shop), shop => new NewChannel(shop.Id, EpayAccount.ChannelType, name, settings.Value), ct);
    }

    private static string DefaultName(string payType) => payType switch
    {
        "alipay" => "支付宝",
        "wxpay" => "微信支付",
        "qqpay" => "QQ 钱包",
        "" => "在线支付",
        _ => payType,
    };
}
