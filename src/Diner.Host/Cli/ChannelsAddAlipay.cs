using System.CommandLine;
using Diner.Payments.Alipay;
using Diner.Payments.Channels;

namespace Diner.Host.Cli;

/// <summary><c>diner channels add alipay</c>.</summary>
internal static class ChannelsAddAlipay
{
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's slug", Required = true };
    private static readonly Option<string> AppId = new("--app-id") { Description = "The application's id at Alipay's open platform, 16 digits", Required = true };
    private static readonly Option<FileInfo> PrivateKey = new("--private-key") { Description = "File of the application's private key, PEM or Base64; stored encrypted", Required = true };
    private static readonly Option<FileInfo> AlipayKey = new("--alipay-key") { Description = "File of Alipay's public key, or in certificate mode alipayCertPublicKey_RSA2.crt", Required = true };
    private static readonly Option<FileInfo?> AppCert = new("--app-cert") { Description = "Certificate mode: appCertPublicKey_….crt" };
    private static readonly Option<FileInfo?> RootCert = new("--root-cert") { Description = "Certificate mode: alipayRootCert.crt" };
    private static readonly Option<string> Seller = new("--seller-id") { Description = "The seller's account, 2088…; without it notifications are not checked for it", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Mode = new("--mode") { Description = "page: the buyer's browser goes to Alipay; qr: the buyer scans a code", DefaultValueFactory = _ => "page" };
    private static readonly Option<string> Gateway = new("--gateway") { Description = "Another gateway, such as that of Alipay's sandbox", DefaultValueFactory = _ => AlipayAccount.Production };
    private static readonly Option<string> Name = new("--name") { Description = "What a buyer reads", DefaultValueFactory = _ => "支付宝" };

    public static Command Build()
    {
        Mode.AcceptOnlyFromAmong("page", "qr");
        var add = new Command("alipay", "An application at Alipay's open platform. Prints the channel's id.")
        {
            Shop, AppId, PrivateKey, AlipayKey, AppCert, RootCert, Seller, Mode, Gateway, Name, CliContext.Json,
        };
        add.SetAction(AddAsync);
        return add.WithDatabase();
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken ct)
    {
        var files = await KeyFiles.ReadAsync([parsed.GetRequiredValue(PrivateKey), parsed.GetRequiredValue(AlipayKey), parsed.GetValue(AppCert), parsed.GetValue(RootCert)], ct);
        if (!files.IsOk)
            return CliContext.Fail(files.Problem.Detail);
        var settings = new AlipayAccount
        {
            AppId = parsed.GetRequiredValue(AppId),
            PrivateKey = files.Value[0],
            AlipayKey = files.Value[1],
            AppCertificate = files.Value[2],
            RootCertificates = files.Value[3],
            SellerId = parsed.GetRequiredValue(Seller),
            Mode = parsed.GetRequiredValue(Mode) == "qr" ? AlipayMode.Qr : AlipayMode.Page,
            GatewayUrl = parsed.GetRequiredValue(Gateway),
        }.ToSettings();
        return settings.IsOk
            ? await ChannelsCommand.AddAsync(parsed, parsed.GetRequiredValue(Shop), shop => new NewChannel(shop, AlipayAccount.ChannelType, parsed.GetRequiredValue(Name), settings.Value), ct)
            : CliContext.Fail(settings.Problem.Detail);
    }
}
