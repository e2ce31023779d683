using System.Net;
using System.Security.Cryptography;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Alipay;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The channel against a double that checks our signature and makes its own, over HTTP both ways.</summary>
public sealed class AlipaySpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;
    private AlipayGateway _alipay = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_front, _alipay) = (await PaymentsFront.OpenAsync(Ct), await AlipayGateway.StartAsync(Ct));

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _alipay.DisposeAsync();
    }

    [Fact]
    public async Task A_payment_on_alipays_page_comes_back_as_the_same_order_and_amount()
    {
        var (channel, request) = await PlaceAsync();
        Assert.Equal("success", await _alipay.PayAsync(request.OrderNo, AlipayMischief.None, Ct));
        var paid = Assert.Single(_front.Payments);
        Assert.Equal((channel, request.OrderNo, request.Amount), (paid.ChannelId, paid.OrderNo, paid.Amount));
    }

    [Theory]
    [InlineData(PayerDevice.Computer, "alipay.trade.page.pay")]
    [InlineData(PayerDevice.Phone, "alipay.trade.wap.pay")]
    [InlineData(PayerDevice.Alipay, "alipay.trade.wap.pay")]
    public async Task The_page_fits_what_the_buyer_holds(PayerDevice device, string method)
    {
        var (_, request) = await PlaceAsync(device);
        Assert.Equal(method, _alipay.Trades[request.OrderNo]["method"]);
    }

    [Fact]
    public async Task A_subject_is_sent_without_the_signs_that_alipay_refuses()
    {
        var (_, request) = await PlaceAsync(subject: "GAME/100 = 50% & more\u0007");
        Assert.Equal("GAME 100   50%   more", _alipay.Trades[request.OrderNo]["subject"]);
    }

    [Fact]
    public async Task The_trade_ends_with_the_hold_in_the_time_of_Beijing()
    {
        var (_, request) = await PlaceAsync();
        Assert.Equal(request.ExpiresAt.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", null), _alipay.Trades[request.OrderNo]["time_expire"]);
    }

    [Fact]
    public async Task A_code_to_scan_comes_from_alipay()
    {
        var channel = await AddAsync(Account() with { Mode = AlipayMode.Qr });
        var request = _front.Request(channel);
        var target = await _front.Get<Channels>().CreatePaymentAsync(channel, request, Ct);
        Assert.Equal($"https://qr.alipay.com/{request.OrderNo}", target.Value?.Qr);
    }

    [Theory]
    [InlineData(AlipayMischief.WrongApp)]
    [InlineData(AlipayMischief.ForgedSign)]
    public async Task What_is_not_ours_or_not_genuine_is_refused(AlipayMischief mischief)
    {
        Assert.Equal("fail", await PaidAsync(mischief));
        Assert.IsType<NotificationReading.Refused>(Assert.Single(_front.Readings));
    }

    [Theory]
    [InlineData(AlipayMischief.Waiting)]
    [InlineData(AlipayMischief.Refunded)]
    public async Task What_is_genuine_and_no_payment_is_answered_and_pays_nothing(AlipayMischief mischief)
    {
        Assert.Equal("success", await PaidAsync(mischief));
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(_front.Readings));
    }

    [Fact]
    public async Task A_wrong_amount_is_genuine_and_says_what_arrived()
    {
        await PaidAsync(AlipayMischief.WrongAmount);
        Assert.Equal(Money.Cny(991), Assert.Single(_front.Payments).Amount);
    }

    [Fact]
    public async Task A_test_of_a_good_account_passes() => Assert.Null(await TestAsync(Account()));

    [Fact]
    public async Task A_test_of_an_account_with_another_private_key_says_what_alipay_said()
    {
        using var other = RSA.Create(2048);
        Assert.Contains("验签出错", (await TestAsync(Account() with { PrivateKey = other.ExportPkcs8PrivateKeyPem() }))!.Detail);
    }

    [Fact]
    public async Task A_test_with_another_key_of_alipay_says_so()
    {
        using var other = RSA.Create(2048);
        Assert.Equal("alipay_key", (await TestAsync(Account() with { AlipayKey = other.ExportSubjectPublicKeyInfoPem() }))!.Field);
    }

    [Fact]
    public async Task In_certificate_mode_the_certificates_are_named()
    {
        var (app, root) = (Certificate(_alipay.AppKey), Certificate(_alipay.AlipayKey));
        _alipay.AppCertificateSerial = AlipayCertificates.SerialOf(app);
        Assert.Null(await TestAsync(Account() with { AppCertificate = app, RootCertificates = root, AlipayKey = root }));
    }

    [Fact]
    public async Task A_gateway_that_is_down_is_unavailable_not_an_error()
    {
        var channel = await AddAsync(Account() with { Mode = AlipayMode.Qr });
        await _alipay.DisposeAsync();
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Get<Channels>().CreatePaymentAsync(channel, _front.Request(channel), Ct)).Problem?.Code);
    }

    private AlipayAccount Account() => new()
    {
        AppId = AlipayGateway.AppId,
        PrivateKey = _alipay.AppKey.ExportPkcs8PrivateKeyPem(),
        AlipayKey = Convert.ToBase64String(_alipay.AlipayKey.ExportSubjectPublicKeyInfo()),
        GatewayUrl = _alipay.Url,
    };

    private async Task<ChannelId> AddAsync(AlipayAccount account) =>
        (await _front.Get<EditChannels>().AddAsync(Actor.House("test"), new NewChannel(_front.Shop.Id, AlipayAccount.ChannelType, "支付宝", account.ToSettings().Value!), Ct)).Value;

    private async Task<Problem?> TestAsync(AlipayAccount account) => await _front.Get<TestChannel>().RunAsync(_front.Shop.Id, await AddAsync(account), Ct);

    private async Task<(ChannelId Channel, PaymentRequest Request)> PlaceAsync(PayerDevice device = PayerDevice.Computer, string subject = "深夜 GAME")
    {
        var channel = await AddAsync(Account());
        var request = _front.Request(channel) with { Payer = new Payer("127.0.0.1", device), Subject = subject };
        var target = await _front.Get<Channels>().CreatePaymentAsync(channel, request, Ct);
        using var page = await _front.Http.GetAsync(target.Value!.Url, Ct);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        return (channel, request);
    }

    private async Task<string> PaidAsync(AlipayMischief mischief)
    {
        var (_, request) = await PlaceAsync();
        return await _alipay.PayAsync(request.OrderNo, mischief, Ct);
    }

    private static string Certificate(RSA key)
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Test, OU=Desk, O=Ant, C=CN", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    }
}
