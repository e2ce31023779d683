using System.Net;
using Diner.Data.Outbound;
using Diner.Host.Sandbox;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>A merchant names a gateway that leads into our own network.</summary>
public sealed class EpayGuardSpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Gateway => $"http://pay.example.com:{_front.Gateway.Url.Port}/";

    public async ValueTask InitializeAsync() =>
        _front = await PaymentsFront.OpenAsync(Ct, new OutboundGuard(new OutboundOptions(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])));

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Theory]
    [InlineData(EpayMode.Mapi, false)]
    [InlineData(EpayMode.Submit, true)]
    public async Task A_channel_that_would_call_an_internal_address_is_not_saved(EpayMode mode, bool confirms)
    {
        var added = await _front.TryAddEpayAsync("http://127.0.0.1:1/", mode, confirms);
        Assert.Equal((ProblemCode.InvalidRequest, "gateway"), (added.Problem?.Code, added.Problem?.Field));
    }

    [Fact]
    public async Task A_channel_that_calls_nobody_may_name_any_address() => Assert.True((await _front.TryAddEpayAsync("http://127.0.0.1:1/", EpayMode.Submit, confirms: false)).IsOk);

    [Fact]
    public async Task Mapi_of_a_name_that_leads_inside_is_not_called_and_says_why()
    {
        var channel = (await _front.TryAddEpayAsync(Gateway, EpayMode.Mapi, confirms: false)).Value;
        var target = await _front.Get<Channels>().CreatePaymentAsync(channel, _front.Request(channel), Ct);
        Assert.Equal(ProblemCode.ChannelUnavailable, target.Problem?.Code);
        Assert.Contains("own network", target.Problem!.Detail, StringComparison.Ordinal);
        Assert.Empty(_front.Gateway.Books.List(1));
    }

    [Fact]
    public async Task A_payment_is_not_confirmed_by_an_internal_address()
    {
        var channel = (await _front.TryAddEpayAsync(Gateway, EpayMode.Submit, confirms: true)).Value;
        var request = _front.Request(channel);
        var order = new EpayGatewayOrder { TradeNo = "T1", OutTradeNo = request.OrderNo, PayType = "alipay", Name = "x", Money = 9.9m, NotifyUrl = request.NotifyUrl, ReturnUrl = "", Param = "", AddedAt = default };
        using var letter = EpayGatewayLetter.Write(order, new EpayGatewayOptions { Pid = PaymentsFront.Pid, Key = PaymentsFront.Key }, EpayMischief.Honest).ToRequest();
        using var answer = await _front.Http.SendAsync(letter, Ct);
        Assert.IsType<NotificationReading.Unconfirmed>(Assert.Single(_front.Readings));
    }
}
