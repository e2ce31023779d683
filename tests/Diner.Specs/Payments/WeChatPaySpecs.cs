using System.Security.Cryptography;
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
    private WeChatPayFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PaymentsFront Front => _front.Front;

    private WeChatPayServer WeChat => _front.WeChat;

    public async ValueTask InitializeAsync() => _front = await WeChatPayFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task A_payment_by_code_comes_back_as_the_same_order_and_amount()
    {
        var (channel, request, target) = await _front.PlaceAsync(Ct);
        Assert.Equal($"weixin://wxpay/bizpayurl?pr={request.OrderNo}", target.Qr);
        Assert.Equal(200, Assert.Single(await WeChat.PayAsync(request.OrderNo, Mischief.None, Ct)).Status);
        var paid = Assert.Single(Front.Payments);
        Assert.Equal((channel.Id, request.OrderNo, request.Amount), (paid.ChannelId, paid.OrderNo, paid.Amount));
    }

    [Theory]
    [InlineData(true, PayerDevice.Phone, true)]
    [InlineData(true, PayerDevice.WeChat, false)]
    [InlineData(true, PayerDevice.Computer, false)]
    [InlineData(false, PayerDevice.Phone, false)]
    public async Task A_phone_opens_wechat_only_where_the_shop_has_it_and_wechat_allows_it(bool isH5, PayerDevice device, bool opens)
    {
        var (_, request, target) = await _front.PlaceAsync(Ct, _front.Account() with { Mode = isH5 ? WeChatPayMode.H5 : WeChatPayMode.Native }, device);
        Assert.Equal(opens, target.Url.StartsWith("https://wx.tenpay.com/h5", StringComparison.Ordinal));
        Assert.Equal(opens, target.Url.EndsWith("&redirect_url=" + Uri.EscapeDataString(request.ReturnUrl.AbsoluteUri), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Mischief.WrongMerchant, "it is for another merchant")]
    [InlineData(Mischief.ForgedSign, "its signature is not valid")]
    [InlineData(Mischief.ExpiredTimestamp, "its timestamp is five minutes or more away from now")]
    [InlineData(Mischief.RotatedKey, "it is signed with the key PUB_KEY_ID_0119000000012027, which is not among those in the settings")]
    public async Task What_is_not_ours_not_genuine_or_too_old_is_refused_and_says_why(Mischief mischief, string why)
    {
        Assert.Equal(400, Assert.Single(await PaidAsync(mischief)).Status);
        Assert.Equal(why, Assert.IsType<NotificationReading.Refused>(Assert.Single(Front.Readings)).Why);
    }

    [Fact]
    public async Task A_probe_with_a_wrong_signature_is_refused()
    {
        var (_, request, _) = await _front.PlaceAsync(Ct);
        Assert.Equal(400, Assert.Single(await WeChat.ProbeAsync(request.OrderNo, Ct)).Status);
        Assert.IsType<NotificationReading.Refused>(Assert.Single(Front.Readings));
    }

    [Theory]
    [InlineData(Mischief.None)]
    [InlineData(Mischief.RotatedKey)]
    public async Task While_the_platforms_key_changes_both_are_good(Mischief mischief)
    {
        var (_, request, _) = await _front.PlaceAsync(Ct, _front.Rotating());
        Assert.Equal(200, Assert.Single(await WeChat.PayAsync(request.OrderNo, mischief, Ct)).Status);
    }

    [Theory]
    [InlineData(Mischief.Twice)]
    [InlineData(Mischief.Replay)]
    public async Task The_same_payment_told_twice_has_one_transaction_id(Mischief mischief)
    {
        Assert.Equal(2, (await PaidAsync(mischief)).Count(told => told.Status == 200));
        Assert.Single(Front.Payments.Select(payment => payment.ProviderTransactionId).Distinct());
    }

    [Fact]
    public async Task An_order_that_waits_for_its_buyer_is_answered_and_pays_nothing()
    {
        Assert.Equal(200, Assert.Single(await PaidAsync(Mischief.NotPaid)).Status);
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(Front.Readings));
    }

    [Theory]
    [InlineData(Mischief.WrongAmount, 991, "CNY")]
    [InlineData(Mischief.WrongCurrency, 990, "HKD")]
    public async Task A_wrong_amount_or_currency_is_genuine_and_says_what_arrived(Mischief mischief, long minor, string currency)
    {
        await PaidAsync(mischief);
        Assert.Equal(new Money(minor, CurrencyCode.Parse(currency)), Assert.Single(Front.Payments).Amount);
    }

    [Fact]
    public async Task A_test_of_a_good_account_passes() => Assert.Null(await TestAsync(_front.Account()));

    [Fact]
    public async Task A_test_names_the_newer_key_and_believes_it() => Assert.Null(await TestAsync(_front.Rotating()));

    [Fact]
    public async Task A_test_with_another_private_key_says_what_wechat_said()
    {
        using var other = RSA.Create(2048);
        Assert.Contains("签名错误", (await TestAsync(_front.Account() with { PrivateKey = other.ExportPkcs8PrivateKeyPem() }))!.Detail);
    }

    [Fact]
    public async Task A_test_with_another_key_of_the_platform_says_so()
    {
        using var other = RSA.Create(2048);
        Assert.Equal("public_key", (await TestAsync(_front.Account() with { PublicKey = other.ExportSubjectPublicKeyInfoPem() }))!.Field);
    }

    [Fact]
    public async Task A_server_that_is_down_is_unavailable_not_an_error()
    {
        var channel = await _front.AddAsync(null, Ct);
        await WeChat.DisposeAsync();
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id), Ct)).Problem?.Code);
    }

    private async Task<Problem?> TestAsync(WeChatPayAccount account) => await Front.Get<TestChannel>().RunAsync(Front.Shop.Id, (await _front.AddAsync(account, Ct)).Id, Ct);

    private async Task<IReadOnlyList<Told>> PaidAsync(Mischief mischief)
    {
        var (_, request, _) = await _front.PlaceAsync(Ct);
        return await WeChat.PayAsync(request.OrderNo, mischief, Ct);
    }
}
