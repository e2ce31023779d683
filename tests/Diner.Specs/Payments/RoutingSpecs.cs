using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Routing;
using Xunit;

namespace Diner.Specs.Payments;

public sealed class RoutingSpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RoutePlan Plan => new(_front.Shop.Id, CurrencyCode.Cny, Hour: 12, ByFee: false);

    public async ValueTask InitializeAsync() => _front = await PaymentsFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task When_a_channel_gives_no_way_to_pay_the_next_of_its_method_does_and_it_is_said_why()
    {
        var (dead, live) = (await DeadAsync(), await _front.AddEpayAsync(EpayMode.Mapi));
        var request = _front.Request(dead);
        var routed = await OpenAsync(dead, request);
        Assert.Equal(live, routed.Value?.Channel);
        var choice = Assert.Single(await _front.Get<RouteHistory>().OfAsync(request.OrderNo, Ct));
        Assert.Equal([RouteReason.AsBefore, RouteReason.Failed, RouteReason.Drawn, RouteReason.Opened], choice.Notes.Select(note => note.Reason));
    }

    [Fact]
    public async Task One_that_has_failed_too_often_is_not_asked_for_a_while()
    {
        var (dead, live) = (await DeadAsync(), await _front.AddEpayAsync(EpayMode.Mapi));
        for (var i = 0; i < 6; i++)
            Assert.Equal(live, (await OpenAsync(dead, _front.Request(dead))).Value?.Channel);
        var request = _front.Request(dead);
        await OpenAsync(dead, request);
        var choice = Assert.Single(await _front.Get<RouteHistory>().OfAsync(request.OrderNo, Ct));
        Assert.Equal(live, choice.Notes[0].Channel);
    }

    [Fact]
    public async Task A_method_is_offered_once_however_many_channels_stand_behind_it()
    {
        await _front.AddEpayAsync();
        await _front.AddEpayAsync();
        await _front.AddSandboxAsync();
        var offered = await _front.Get<RoutePayments>().OfferAsync(Plan, Money.Cny(990), Ct);
        Assert.Equal([(PaymentMethod.Alipay, 1), (PaymentMethod.Sandbox, 0)], offered.Select(o => (o.Method, o.Others)));
    }

    [Fact]
    public async Task A_method_whose_channels_take_no_such_amount_is_not_offered()
    {
        var channel = await _front.AddEpayAsync();
        Assert.Null(await _front.Get<EditChannels>().SetTermsAsync(Actor.House("test"), channel, _front.Shop.Id, new ChannelTerms { MinMinor = 1_000 }, Ct));
        Assert.Empty(await _front.Get<RoutePayments>().OfferAsync(Plan, Money.Cny(990), Ct));
        Assert.Single(await _front.Get<RoutePayments>().OfferAsync(Plan, Money.Cny(1_000), Ct));
        Assert.Single(await _front.Get<RoutePayments>().OfferAsync(Plan, null, Ct));
    }

    [Fact]
    public async Task One_that_was_switched_off_is_stood_in_for_by_another_of_its_method()
    {
        var (off, live) = (await _front.AddEpayAsync(EpayMode.Mapi), await _front.AddEpayAsync(EpayMode.Mapi));
        await _front.Get<EditChannels>().SwitchAsync(Actor.House("test"), off, _front.Shop.Id, isEnabled: false, Ct);
        Assert.Equal(live, (await OpenAsync(off, _front.Request(off))).Value?.Channel);
    }

    [Fact]
    public async Task When_none_answers_the_order_stays_payable_and_the_buyer_is_told()
    {
        var dead = await DeadAsync();
        Assert.Equal(ProblemCode.ChannelUnavailable, (await OpenAsync(dead, _front.Request(dead))).Problem?.Code);
    }

    // Nothing listens on port 1 of loopback.
    private async Task<ChannelId> DeadAsync() => (await _front.TryAddEpayAsync("http://127.0.0.1:1/", EpayMode.Mapi, confirms: false)).Value;

    private Task<Result<RoutedPayment>> OpenAsync(ChannelId sentTo, PaymentRequest request) => _front.Get<RoutePayments>().OpenAsync(Plan, sentTo, _ => request, Ct);
}
