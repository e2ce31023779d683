using System.CommandLine;
using Diner.Payments.Channels;
using Diner.Payments.WeChatPay;

namespace Diner.Host.Cli;

/// <summary><c>diner channels add wechatpay</c>.</summary>
internal static class ChannelsAddWeChatPay
{
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's slug", Required = true };
    private static readonly Option<string> MerchantId = new("--mchid") { Description = "The merchant id, 8 to 10 digits", Required = true };
    private static readonly Option<string> AppId = new("--appid") { Description = "The application's id, wx…", Required = true };
    private static readonly Option<string> ApiKey = new("--api-key") { Description = "The APIv3 key, 32 letters and digits; stored encrypted", Required = true };
    private static readonly Option<FileInfo> PrivateKey = new("--private-key") { Description = "The merchant's private key, apiclient_key.pem; stored encrypted", Required = true };
    private static readonly Option<string> Serial = new("--serial") { Description = "The serial number of the merchant's certificate, 40 hex digits", Required = true };
    private static readonly Option<FileInfo?> PublicKey = new("--public-key") { Description = "The platform's public key, pub_key.pem" };
    private static readonly Option<string> PublicKeyId = new("--public-key-id") { Description = "Its id, PUB_KEY_ID_…", DefaultValueFactory = _ => "" };
    private static readonly Option<FileInfo?> Certificates = new("--certificates") { Description = "The platform's certificates in one PEM file; with the public key while one replaces the other" };
    private static readonly Option<string> Mode = new("--mode") { Description = "native: always a code to scan; h5: phones open WeChat", DefaultValueFactory = _ => "native" };
    private static readonly Option<string> Name = new("--name") { Description = "What a buyer reads", DefaultValueFactory = _ => "微信支付" };
    private static readonly Option<string> Gateway = new("--gateway") { Description = "Another address than WeChat Pay's own", DefaultValueFactory = _ => WeChatPayAccount.Production };

    public static Command Build()
    {
        Mode.AcceptOnlyFromAmong("native", "h5");
        var add = new Command("wechatpay", "A merchant account at WeChat Pay, API v3. Prints the channel's id.")
        {
            Shop, MerchantId, AppId, ApiKey, PrivateKey, Serial, PublicKey, PublicKeyId, Certificates, Mode, Gateway, Name, CliContext.Json,
        };
        add.SetAction(AddAsync);
        return add.WithDatabase();
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken ct)
    {
        var files = await KeyFiles.ReadAsync([parsed.GetRequiredValue(PrivateKey), parsed.GetValue(PublicKey), parsed.GetValue(Certificates)], ct);
        if (!files.IsOk)
            return CliContext.Fail(files.Problem.Detail);
        var settings = new WeChatPayAccount
        {
            MerchantId = parsed.GetRequiredValue(MerchantId),
            AppId = parsed.GetRequiredValue(AppId),
            ApiV3Key = parsed.GetRequiredValue(ApiKey),
            PrivateKey = files.Value[0],
            CertificateSerial = parsed.GetRequiredValue(Serial),
            PublicKey = files.Value[1],
            PublicKeyId = parsed.GetRequiredValue(PublicKeyId),
            PlatformCertificates = files.Value[2],
            Mode = parsed.GetRequiredValue(Mode) == "h5" ? WeChatPayMode.H5 : WeChatPayMode.Native,
            ApiUrl = parsed.GetRequiredValue(Gateway),
        }.ToSettings();
        return settings.IsOk
            ? await ChannelsCommand.AddAsync(parsed, parsed.GetRequiredValue(Shop), shop => new NewChannel(shop, WeChatPayAccount.ChannelType, parsed.GetRequiredValue(Name), settings.Value), ct)
            : CliContext.Fail(settings.Problem.Detail);
    }
}
