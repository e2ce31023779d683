using System.Security.Cryptography;
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
    private AlipayFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PaymentsFront Front => _front.Front;

    private AlipayGateway Alipay => _front.Alipay;

    public async ValueTask InitializeAsync() => _front = await AlipayFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task A_payment_onAlipays_page_comes_back_as_the_same_order_and_amount()
    {
        var (channel, request) = await PlaceAsync();
        Assert.Equal(new Told(200, "success"), Assert.Single(await Alipay.PayAsync(request.OrderNo, Mischief.None, Ct)));
        var paid = Assert.Single(Front.Payments);
        Assert.Equal((channel.Id, request.OrderNo, request.Amount), (paid.ChannelId, paid.OrderNo, paid.Amount));
    }

    [Theory]
    [InlineData(PayerDevice.Computer, "alipay.trade.page.pay")]
    [InlineData(PayerDevice.Phone, "alipay.trade.wap.pay")]
    [InlineData(PayerDevice.Alipay, "alipay.trade.wap.pay")]
    public async Task The_page_fits_what_the_buyer_holds(PayerDevice device, string method)
    {
        var (_, request) = await PlaceAsync(device);
        Assert.Equal(method, Alipay.Asked[request.OrderNo]["method"]);
    }

    [Fact]
    public async Task A_subject_is_sent_without_the_signs_thatAlipay_refuses()
    {
        var (_, request) = await PlaceAsync(subject: "GAME/100 = 50% & more\u0007");
        Assert.Equal("GAME 100   50%   more", Alipay.Asked[request.OrderNo]["subject"]);
    }

    [Fact]
    public async Task The_trade_ends_with_the_hold_in_the_time_of_Beijing()
    {
        var (_, request) = await PlaceAsync();
        Assert.Equal(request.ExpiresAt.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", null), Alipay.Asked[request.OrderNo]["time_expire"]);
    }

    [Fact]
    public async Task A_code_to_scan_comes_fromAlipay()
    {
        var channel = await AddAsync(Account() with { Mode = AlipayMode.Qr });
        var request = Front.Request(channel);
        var target = await Front.Get<Channels>().CreatePaymentAsync(channel, request, Ct);
        Assert.Equal($"https://qr.alipay.com/{request.OrderNo}", target.Value?.Qr);
    }

    [Theory]
    [InlineData(Mischief.WrongMerchant)]
    [InlineData(Mischief.ForgedSign)]
    [InlineData(Mischief.RotatedKey)]
    public async Task What_is_not_ours_or_not_genuine_is_refused(Mischief mischief)
    {
        Assert.Equal(new Told(400, "fail"), Assert.Single(await PaidAsync(mischief)));
        Assert.IsType<NotificationReading.Refused>(Assert.Single(Front.Readings));
    }

    [Fact]
    public async Task A_trade_that_waits_for_its_buyer_is_answered_and_pays_nothing()
    {
        Assert.Equal("success", Assert.Single(await PaidAsync(Mischief.NotPaid)).Body);
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(Front.Readings));
    }

    [Fact]
    public async Task A_refund_told_with_the_status_of_a_paid_trade_pays_nothing()
    {
        var (channel, request) = await _front.PaidAsync(Ct, Mischief.Lost);
        await _front.Refund.RefundAsync(channel, request.Refund($"2026{request.OrderNo}", fen: 1), Ct);
        Assert.Equal("success", Assert.Single(await Alipay.TellRefundAsync(request.OrderNo, Ct)).Body);
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(Front.Readings));
    }

    [Theory]
    [InlineData(Mischief.Twice)]
    [InlineData(Mischief.Replay)]
    public async Task The_same_payment_told_twice_has_one_transaction_id(Mischief mischief)
    {
        Assert.Equal(2, (await PaidAsync(mischief)).Count(told => told.Body == "success"));
        Assert.Single(Front.Payments.Select(payment => payment.ProviderTransactionId).Distinct());
    }

    [Fact]
    public async Task What_was_kept_back_arrives_the_newest_first()
    {
        var (_, first) = await _front.PaidAsync(Ct, Mischief.OutOfOrder);
        var (_, second) = await _front.PaidAsync(Ct, Mischief.OutOfOrder);
        Assert.Empty(Front.Readings);
        await Alipay.Host.Postman.ReleaseAsync(Ct);
        Assert.Equal([second.OrderNo, first.OrderNo], Front.Payments.Select(payment => payment.OrderNo));
    }

    [Fact]
    public async Task A_wrong_amount_is_genuine_and_says_what_arrived()
    {
        await PaidAsync(Mischief.WrongAmount);
        Assert.Equal(Money.Cny(991), Assert.Single(Front.Payments).Amount);
    }

    [Fact]
    public async Task A_test_of_a_good_account_passes() => Assert.Null(await TestAsync(Account()));

    [Fact]
    public async Task A_test_of_an_account_with_another_private_key_says_whatAlipay_said()
    {
        using var other = RSA.Create(2048);
        Assert.Contains("验签出错", (await TestAsync(Account() with { PrivateKey = other.ExportPkcs8PrivateKeyPem() }))!.Detail);
    }

    [Fact]
    public async Task A_test_with_another_key_ofAlipay_says_so()
    {
        using var other = RSA.Create(2048);
        Assert.Equal("alipay_key", (await TestAsync(Account() with { AlipayKey = other.ExportSubjectPublicKeyInfoPem() }))!.Field);
    }

    [Fact]
    public async Task In_certificate_mode_the_certificates_are_named()
    {
        var (app, root) = (Certificate(Alipay.AppKey), Certificate(Alipay.AlipayKey));
        Alipay.AppCertificateSerial = AlipayCertificates.SerialOf(app);
        Assert.Null(await TestAsync(Account() with { AppCertificate = app, RootCertificates = root, AlipayKey = root }));
    }

    [Fact]
    public async Task A_gateway_that_is_down_is_unavailable_not_an_error()
    {
        var channel = await AddAsync(Account() with { Mode = AlipayMode.Qr });
        await Alipay.DisposeAsync();
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Front.Get<Channels>().CreatePaymentAsync(channel, Front.Request(channel), Ct)).Problem?.Code);
    }

    private AlipayAccount Account() => _front.Account();

    private async Task<ChannelId> AddAsync(AlipayAccount account) => (await _front.AddAsync(account, Ct)).Id;

    private async Task<Problem?> TestAsync(AlipayAccount account) => await Front.Get<TestChannel>().RunAsync(Front.Shop.Id, await AddAsync(account), Ct);

    private Task<(ChannelConfig Channel, PaymentRequest Request)> PlaceAsync(PayerDevice device = PayerDevice.Computer, string subject = "深夜 GAME") => _front.PlaceAsync(Ct, device, subject);

    private async Task<IReadOnlyList<Told>> PaidAsync(Mischief mischief)
    {
        var (_, request) = await PlaceAsync();
        return await Alipay.PayAsync(request.OrderNo, mischief, Ct);
    }

    private static string Certificate(RSA key)
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Test, OU=Desk, O=Ant, C=CN", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    }
}
