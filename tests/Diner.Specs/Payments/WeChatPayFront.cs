using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.WeChatPay;
using Diner.Testing.Doubles;

namespace Diner.Specs.Payments;

/// <summary>A shop with a channel at WeChat Pay, and the platform's double beside it.</summary>
internal sealed class WeChatPayFront : IAsyncDisposable
{
    private WeChatPayFront(PaymentsFront front, WeChatPayServer weChat) => (Front, WeChat) = (front, weChat);

    public PaymentsFront Front { get; }

    public WeChatPayServer WeChat { get; }

    public IQueryPayments Query => Speaker<IQueryPayments>();

    public IClosePayments Close => Speaker<IClosePayments>();

    public IRefundPayments Refund => Speaker<IRefundPayments>();

    public static async Task<WeChatPayFront> OpenAsync(CancellationToken ct) => new(await PaymentsFront.OpenAsync(ct), await WeChatPayServer.StartAsync(ct));

    public WeChatPayAccount Account() => new()
    {
        MerchantId = WeChatPayServer.MerchantId,
        AppId = WeChatPayServer.AppId,
        ApiV3Key = WeChatPayServer.ApiV3Key,
        PrivateKey = WeChat.MerchantKey.ExportPkcs8PrivateKeyPem(),
        CertificateSerial = WeChatPayServer.KeySerial,
        PublicKey = WeChat.PlatformKey.ExportSubjectPublicKeyInfoPem(),
        PublicKeyId = WeChatPayServer.PublicKeyId,
        ApiUrl = WeChat.Url,
    };

    /// <summary>An account that knows the platform's key and the one it changes to, the newer one first.</summary>
    public WeChatPayAccount Rotating() => Account() with
    {
        PublicKey = WeChat.NextPlatformKey.ExportSubjectPublicKeyInfoPem() + "\n" + WeChat.PlatformKey.ExportSubjectPublicKeyInfoPem(),
        PublicKeyId = $"{WeChatPayServer.NextPublicKeyId} {WeChatPayServer.PublicKeyId}",
    };

    public async Task<ChannelConfig> AddAsync(WeChatPayAccount? account, CancellationToken ct)
    {
        var added = await Front.Get<EditChannels>().AddAsync(
            Actor.House("test"), new NewChannel(Front.Shop.Id, WeChatPayAccount.ChannelType, "微信支付", (account ?? Account()).ToSettings().Value!), ct);
        return (await Front.Get<Channels>().FindAsync(added.Value, ct))!;
    }

    public async Task<(ChannelConfig Channel, PaymentRequest Request, PayTarget Target)> PlaceAsync(CancellationToken ct, WeChatPayAccount? account = null, PayerDevice device = PayerDevice.Computer)
    {
        var channel = await AddAsync(account, ct);
        var request = Front.Request(channel.Id) with { Payer = new Payer("203.0.113.9", device) };
        var target = await Front.Get<Channels>().CreatePaymentAsync(channel.Id, request, ct);
        return (channel, request, target.Value!);
    }

    /// <summary>A payment that was made, and told or lost.</summary>
    public async Task<(ChannelConfig Channel, PaymentRequest Request)> PaidAsync(CancellationToken ct, Mischief how = Mischief.None)
    {
        var (channel, request, _) = await PlaceAsync(ct);
        await WeChat.PayAsync(request.OrderNo, how, ct);
        return (channel, request);
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        await WeChat.DisposeAsync();
    }

    private T Speaker<T>() => (T)Front.Get<IEnumerable<IPaymentChannel>>().Single(channel => channel.Type == WeChatPayAccount.ChannelType);
}
