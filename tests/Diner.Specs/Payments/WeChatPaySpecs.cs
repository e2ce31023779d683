using System.Security.Cryptography;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.WeChatPay;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The channel against a double that checks our signature and makes its own, over HTTP both ways.</summary>
public sealed class WeChatPaySpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;
    private WeChatPayServer _weChat = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_front, _weChat) = (await PaymentsFront.OpenAsync(Ct), await WeChatPayServer.StartAsync(Ct));

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _weChat.DisposeAsync();
    }

    [Fact]
    public async Task A_payment_by_code_comes_back_as_the_same_order_and_amount()
    {
        var (channel, request, target) = await PlaceAsync();
        Assert.Equal($"weixin://wxpay/bizpayurl?pr={request.OrderNo}", target.Qr);
        Assert.Equal(200, await _weChat.PayAsync(request.OrderNo, WeChatPayMischief.None, Ct));
        var paid = Assert.Single(_front.Payments);
        Assert.Equal((channel, request.OrderNo, request.Amount), (paid.ChannelId, paid.OrderNo, paid.Amount));
    }

    [Theory]
    [InlineData(true, PayerDevice.Phone, true)]
    [InlineData(true, PayerDevice.WeChat, false)]
    [InlineData(true, PayerDevice.Computer, false)]
    [InlineData(false, PayerDevice.Phone, false)]
    public async Task A_phone_opens_wechat_only_where_the_shop_has_it_and_wechat_allows_it(bool isH5, PayerDevice device, bool opens)
    {
        var (_, request, target) = await PlaceAsync(Account() with { Mode = isH5 ? WeChatPayMode.H5 : WeChatPayMode.Native }, device);
        Assert.Equal(opens, target.Url.StartsWith("https://wx.tenpay.com/h5", StringComparison.Ordinal));
        Assert.Equal(opens, target.Url.EndsWith("&redirect_url=" + Uri.EscapeDataString(request.ReturnUrl.AbsoluteUri), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WeChatPayMischief.WrongMerchant)]
    [InlineData(WeChatPayMischief.ForgedSign)]
    [InlineData(WeChatPayMischief.SignTest)]
    [InlineData(WeChatPayMischief.Old)]
    public async Task What_is_not_ours_not_genuine_or_too_old_is_refused(WeChatPayMischief mischief)
    {
        Assert.Equal(400, await PaidAsync(mischief));
        Assert.IsType<NotificationReading.Refused>(Assert.Single(_front.Readings));
    }

    [Fact]
    public async Task A_refund_is_answered_and_pays_nothing()
    {
        Assert.Equal(200, await PaidAsync(WeChatPayMischief.Refund));
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(_front.Readings));
    }

    [Fact]
    public async Task A_wrong_amount_is_genuine_and_says_what_arrived()
    {
        await PaidAsync(WeChatPayMischief.WrongAmount);
        Assert.Equal(Money.Cny(991), Assert.Single(_front.Payments).Amount);
    }

    [Fact]
    public async Task A_test_of_a_good_account_passes() => Assert.Null(await TestAsync(Account()));

    [Fact]
    public async Task A_test_with_another_private_key_says_what_wechat_said()
    {
        using var other = RSA.Create(2048);
        Assert.Contains("签名错误", (await TestAsync(Account() with { PrivateKey = other.ExportPkcs8PrivateKeyPem() }))!.Detail);
    }

    [Fact]
    public async Task A_test_with_another_key_of_the_platform_says_so()
    {
        using var other = RSA.Create(2048);
        Assert.Equal("public_key", (await TestAsync(Account() with { PublicKey = other.ExportSubjectPublicKeyInfoPem() }))!.Field);
    }

    [Fact]
    public async Task A_server_that_is_down_is_unavailable_not_an_error()
    {
        var channel = await AddAsync(Account());
        await _weChat.DisposeAsync();
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Get<Channels>().CreatePaymentAsync(channel, _front.Request(channel), Ct)).Problem?.Code);
    }

    private WeChatPayAccount Account() => new()
    {
        MerchantId = WeChatPayServer.MerchantId,
        AppId = WeChatPayServer.AppId,
        ApiV3Key = WeChatPayServer.ApiV3Key,
        PrivateKey = _weChat.MerchantKey.ExportPkcs8PrivateKeyPem(),
        CertificateSerial = WeChatPayServer.KeySerial,
        PublicKey = _weChat.PlatformKey.ExportSubjectPublicKeyInfoPem(),
        PublicKeyId = WeChatPayServer.PublicKeyId,
        ApiUrl = _weChat.Url,
    };

    private async Task<ChannelId> AddAsync(WeChatPayAccount account) =>
        (await _front.Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(_front.Shop.Id, WeChatPayAccount.ChannelType, "微信支付", account.ToSettings().Value!), Ct)).Value;

    private async Task<Problem?> TestAsync(WeChatPayAccount account) => await _front.Get<TestChannel>().RunAsync(_front.Shop.Id, await AddAsync(account), Ct);

    private async Task<(ChannelId Channel, PaymentRequest Request, PayTarget Target)> PlaceAsync(WeChatPayAccount? account = null, PayerDevice device = PayerDevice.Computer)
    {
        var channel = await AddAsync(account ?? Account());
        var request = _front.Request(channel) with { Payer = new Payer("203.0.113.9", device) };
        var target = await _front.Get<Channels>().CreatePaymentAsync(channel, request, Ct);
        return (channel, request, target.Value!);
    }

    private async Task<int> PaidAsync(WeChatPayMischief mischief)
    {
        var (_, request, _) = await PlaceAsync();
        return await _weChat.PayAsync(request.OrderNo, mischief, Ct);
    }
}
