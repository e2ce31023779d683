using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Diner.Payments.Channels;
using Diner.Payments.WeChatPay;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>Paying inside WeChat's browser: the page's ticket, OAuth, the order for that buyer, and what the bridge is given.</summary>
public sealed class WeChatJsapiSpecs : IAsyncLifetime
{
    private WeChatPayFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private WeChatPayDesk Desk => _front.Front.Get<WeChatPayDesk>();

    public async ValueTask InitializeAsync() => _front = await WeChatPayFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task The_bridge_gets_what_the_merchant_signed_for_the_order_of_that_buyer()
    {
        var (channel, request, target) = await PlaceAsync();
        var sheet = (await Desk.OpenAsync(channel.Id, await SignedInAsync(channel, target), Ct))!;
        Assert.Equal((request.OrderNo, request.Amount, request.ReturnUrl), (sheet.OrderNo, sheet.Amount, sheet.Next));
        var bridge = JsonDocument.Parse(sheet.Bridge!).RootElement;
        string Of(string name) => bridge.GetProperty(name).GetString()!;
        Assert.Equal($"prepay_id=wx{request.OrderNo}", Of("package"));
        var signed = Encoding.UTF8.GetBytes($"{WeChatPayServer.AppId}\n{Of("timeStamp")}\n{Of("nonceStr")}\n{Of("package")}\n");
        Assert.True(_front.WeChat.MerchantKey.VerifyData(signed, Convert.FromBase64String(Of("paySign")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.StartsWith("o", _front.WeChat.Asked[request.OrderNo].GetProperty("payer").GetProperty("openid").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_inside_wechat_is_told_like_any_other()
    {
        var (channel, request, target) = await PlaceAsync();
        await Desk.OpenAsync(channel.Id, await SignedInAsync(channel, target), Ct);
        Assert.Equal(200, Assert.Single(await _front.WeChat.PayAsync(request.OrderNo, Mischief.None, Ct)).Status);
        Assert.Equal(request.Amount, Assert.Single(_front.Front.Payments).Amount);
    }

    [Fact]
    public async Task A_code_that_was_used_offers_to_try_once_more()
    {
        var (channel, _, target) = await PlaceAsync();
        var address = await SignedInAsync(channel, target);
        await Desk.OpenAsync(channel.Id, address, Ct);
        var again = (await Desk.OpenAsync(channel.Id, address, Ct))!;
        Assert.Null(again.Bridge);
        Assert.NotNull((await Desk.OpenAsync(channel.Id, again.Page.Query[1..], Ct))!.SignIn);
    }

    [Fact]
    public async Task An_address_somebody_changed_is_no_page()
    {
        var (channel, _, target) = await PlaceAsync();
        var query = new Uri(target.Url).Query[1..];
        foreach (var changed in (string[])[query.Replace("fen=990", "fen=1", StringComparison.Ordinal), "", query + "&order=D2", query + "&more=1", "%%%"])
            Assert.Null(await Desk.OpenAsync(channel.Id, changed, Ct));
    }

    [Fact]
    public async Task After_the_hold_nobody_is_asked_to_pay()
    {
        var channel = await _front.AddAsync(Account(), Ct);
        var request = _front.Front.Request(channel.Id) with { Payer = new Payer("", PayerDevice.WeChat), ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(-1) };
        var target = (await _front.Front.Get<Channels>().CreatePaymentAsync(channel.Id, request, Ct)).Value!;
        Assert.True((await Desk.OpenAsync(channel.Id, new Uri(target.Url).Query[1..], Ct))!.IsOver);
    }

    [Theory]
    [InlineData(PayerDevice.WeChat, true, true)]
    [InlineData(PayerDevice.WeChat, false, false)]
    [InlineData(PayerDevice.Phone, true, false)]
    public async Task Only_inside_wechat_and_with_a_secret_is_it_offered(PayerDevice device, bool hasSecret, bool isOffered)
    {
        var (channel, _, target) = await _front.PlaceAsync(Ct, hasSecret ? Account() : null, device);
        Assert.Equal(isOffered, target.Url.Contains($"/pay/{channel.Id.Value:D}/wechat?", StringComparison.Ordinal));
    }

    private WeChatPayAccount Account() => _front.Account() with { AppSecret = WeChatPayServer.AppSecret };

    private Task<(ChannelConfig Channel, PaymentRequest Request, PayTarget Target)> PlaceAsync() => _front.PlaceAsync(Ct, Account(), PayerDevice.WeChat);

    // What WeChat's browser does: our page sends it to be signed in, and it comes back with a code.
    private async Task<string> SignedInAsync(ChannelConfig channel, PayTarget target)
    {
        var first = (await Desk.OpenAsync(channel.Id, new Uri(target.Url).Query[1..], Ct))!;
        using var answer = await _front.Front.Http.GetAsync(first.SignIn, Ct);
        return answer.Headers.Location!.Query[1..];
    }
}
