using Diner.BrowserTests.Stage;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Forms;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.BrowserTests.Quality;

/// <summary>The page on which buyers inside WeChat pay, with a bridge and without one.</summary>
public sealed class WeChatQualityTests(House house)
{
    private const string Bridge = "window.WeixinJSBridge = { invoke(name, parameters, done) { window.asked = [name, parameters]; done({ err_msg: 'get_brand_wcpay_request:cancel' }) } }";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_inside_wechat_is_for_everybody()
    {
        await using var weChat = await WeChatPayServer.StartAsync(Ct);
        var check = new PageCheck();
        await using var visitor = await house.VisitorAsync();
        await visitor.GoAsync(await AddressAsync(weChat));
        await visitor.Page.Locator("[data-missing]:visible").WaitForAsync();
        await check.SeeAsync(visitor, "wechat-missing");
        await visitor.Page.AddInitScriptAsync(Bridge);
        await visitor.GoAsync(await AddressAsync(weChat));
        await visitor.Page.Locator("[data-ask]:visible").WaitForAsync();
        await check.SeeAsync(visitor, "wechat-closed");
        Assert.Equal("getBrandWCPayRequest", await visitor.Page.EvaluateAsync<string>("() => window.asked[0]"));
        Assert.StartsWith("prepay_id=wx", await visitor.Page.EvaluateAsync<string>("() => window.asked[1].package"), StringComparison.Ordinal);
        Assert.Empty(visitor.Troubles);
        check.AssertNothingFound();
    }

    private async Task<string> AddressAsync(WeChatPayServer weChat)
    {
        var shop = (await house.Get<Shops>().FindAsync("demo", Ct))!;
        var settings = ProviderForms.Find("wechatpay")!.ToSettings(new ProviderEntries(Entries(weChat), CurrencyCode.Cny)).Value!;
        var edit = house.Get<EditChannels>();
        var channel = (await edit.AddAsync(Actor.House("test"), new NewChannel(shop.Id, "wechatpay", "微信支付", settings), Ct)).Value;
        var request = new PaymentRequest(
            $"D{channel.Value:N}"[..20], Money.Cny(990), "深夜 GAME", new Uri($"{house.Address}/pay/{channel.Value:D}/notify"), new Uri($"{house.Address}/orders"),
            new Payer("127.0.0.1", PayerDevice.WeChat), TimeProvider.System.GetUtcNow().AddMinutes(15));
        var target = await house.Get<Channels>().CreatePaymentAsync(channel, request, Ct);
        await edit.SwitchAsync(Actor.House("test"), channel, shop: null, isEnabled: false, Ct);
        return target.Value!.Url;
    }

    private static Dictionary<string, string> Entries(WeChatPayServer weChat) => new()
    {
        ["mchid"] = WeChatPayServer.MerchantId,
        ["appid"] = WeChatPayServer.AppId,
        ["api_key"] = WeChatPayServer.ApiV3Key,
        ["app_secret"] = WeChatPayServer.AppSecret,
        ["private_key"] = weChat.MerchantKey.ExportPkcs8PrivateKeyPem(),
        ["serial"] = WeChatPayServer.KeySerial,
        ["public_key"] = weChat.PlatformKey.ExportSubjectPublicKeyInfoPem(),
        ["public_key_id"] = WeChatPayServer.PublicKeyId,
        ["gateway"] = weChat.Url,
    };
}
