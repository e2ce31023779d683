using System.Net;
using Diner.Host.Sandbox;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.Specs.Payments;

public sealed class EpayRoundTripSpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _front = await PaymentsFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task A_submitted_payment_comes_back_as_the_same_order_and_amount()
    {
        var (channel, request, told) = await PayAsync(new EpayManner());
        var paid = Assert.Single(_front.Payments);
        Assert.Equal((1, channel, request.OrderNo, request.Amount), (told, paid.ChannelId, paid.OrderNo, paid.Amount));
    }

    [Fact]
    public async Task Mapi_answers_where_to_pay()
    {
        var channel = await _front.AddEpayAsync(EpayMode.Mapi);
        var target = await _front.Get<Channels>().CreatePaymentAsync(channel, _front.Request(channel), Ct);
        Assert.StartsWith(_front.Gateway.Url + "pay/", target.Value?.Url, StringComparison.Ordinal);
        using var page = await _front.Http.GetAsync(target.Value?.Url, Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Mapi_with_a_wrong_key_is_unavailable_not_an_error()
    {
        var channel = await _front.AddEpayAsync(EpayMode.Mapi, key: "another");
        var target = await _front.Get<Channels>().CreatePaymentAsync(channel, _front.Request(channel), Ct);
        Assert.Equal(ProblemCode.ChannelUnavailable, target.Problem?.Code);
    }

    [Fact]
    public async Task Mapi_of_a_gateway_that_is_down_is_unavailable_not_an_error()
    {
        var channel = await _front.AddEpayAsync(EpayMode.Mapi);
        await _front.Gateway.DisposeAsync();
        var target = await _front.Get<Channels>().CreatePaymentAsync(channel, _front.Request(channel), Ct);
        Assert.Equal(ProblemCode.ChannelUnavailable, target.Problem?.Code);
    }

    [Fact]
    public async Task Another_currency_than_yuan_is_unavailable()
    {
        var channel = await _front.AddEpayAsync();
        var request = _front.Request(channel) with { Amount = new Money(990, CurrencyCode.Parse("USD")) };
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Get<Channels>().CreatePaymentAsync(channel, request, Ct)).Problem?.Code);
    }

    [Theory]
    [InlineData(nameof(EpayMischief.Twice), 2)]
    [InlineData(nameof(EpayMischief.Parallel), 20)]
    public async Task The_same_payment_told_many_times_has_one_transaction_id(string mischief, int times)
    {
        var (_, _, told) = await PayAsync(new EpayManner(Enum.Parse<EpayMischief>(mischief), times));
        Assert.Equal((times, times), (told, _front.Payments.Count()));
        Assert.Single(_front.Payments.Select(payment => payment.ProviderTransactionId).Distinct());
    }

    [Theory]
    [InlineData(nameof(EpayMischief.PostForm))]
    [InlineData(nameof(EpayMischief.NoSignType))]
    [InlineData(nameof(EpayMischief.CryptoType))]
    public async Task Other_makers_gateways_are_understood(string mischief)
    {
        var (_, request, told) = await PayAsync(new EpayManner(Enum.Parse<EpayMischief>(mischief)));
        Assert.Equal((1, request.Amount), (told, Assert.Single(_front.Payments).Amount));
    }

    [Theory]
    [InlineData(nameof(EpayMischief.WrongPid))]
    [InlineData(nameof(EpayMischief.ForgedSign))]
    public async Task What_is_not_ours_or_not_genuine_is_refused(string mischief)
    {
        var (_, _, told) = await PayAsync(new EpayManner(Enum.Parse<EpayMischief>(mischief)));
        Assert.Equal(0, told);
        Assert.Empty(_front.Payments);
        Assert.IsType<NotificationReading.Refused>(_front.Readings.First());
    }

    [Fact]
    public async Task A_wrong_amount_is_genuine_and_says_what_arrived()
    {
        var (_, request, _) = await PayAsync(new EpayManner(EpayMischief.WrongAmount));
        Assert.Equal(request.Amount + Money.Cny(1), Assert.Single(_front.Payments).Amount);
    }

    [Fact]
    public async Task A_payment_that_is_only_waiting_pays_nothing()
    {
        await PayAsync(new EpayManner(EpayMischief.NotSuccess));
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(_front.Readings));
    }

    [Fact]
    public async Task Notifications_kept_back_arrive_the_newest_first()
    {
        var channel = await _front.AddEpayAsync();
        var orders = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            orders.Add((await _front.PlaceAsync(channel, Ct)).OrderNo);
            await _front.Gateway.PayAsync(orders[i], new EpayManner(EpayMischief.OutOfOrder), Ct);
        }

        Assert.Equal(3, await _front.Gateway.ReleaseAsync(Ct));
        Assert.Equal(Enumerable.Reverse(orders), _front.Payments.Select(payment => payment.OrderNo));
    }

    [Fact]
    public async Task An_answer_of_try_later_is_sent_again()
    {
        _front.Busy = 2;
        var (_, _, told) = await PayAsync(new EpayManner());
        Assert.Equal(0, told);
        await UntilAsync(() => _front.Gateway.Books.List(1)[0].IsTold);
        Assert.Equal(3, _front.Payments.Count());
    }

    [Fact]
    public async Task A_late_one_comes_after_its_delay()
    {
        await PayAsync(new EpayManner(EpayMischief.Late, Delay: TimeSpan.FromMilliseconds(200)));
        Assert.Empty(_front.Readings);
        await UntilAsync(() => _front.Payments.Any());
    }

    [Fact]
    public async Task A_confirming_channel_takes_what_the_gateways_books_have()
    {
        var (_, _, told) = await PayAsync(new EpayManner(), confirms: true);
        Assert.Equal((1, 1), (told, _front.Payments.Count()));
    }

    [Fact]
    public async Task A_confirming_channel_refuses_a_valid_signature_without_a_payment()
    {
        var (_, _, told) = await PayAsync(new EpayManner(EpayMischief.WrongAmount), confirms: true);
        Assert.Equal(0, told);
        Assert.Equal("the gateway's books say otherwise", Assert.IsType<NotificationReading.Refused>(_front.Readings.First()).Why);
    }

    [Fact]
    public async Task A_confirming_channel_waits_when_the_gateway_cannot_be_asked()
    {
        var channel = await _front.AddEpayAsync(confirms: true);
        var request = await _front.PlaceAsync(channel, Ct);
        var order = _front.Gateway.Books.Find("", request.OrderNo)!;
        var options = new EpayGatewayOptions { Pid = PaymentsFront.Pid, Key = PaymentsFront.Key };
        await _front.Gateway.DisposeAsync();
        using var answer = await _front.Http.SendAsync(EpayGatewayLetter.Write(order, options, EpayMischief.Honest).ToRequest(), Ct);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "fail"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        Assert.IsType<NotificationReading.Unconfirmed>(Assert.Single(_front.Readings));
    }

    private async Task<(ChannelId Channel, PaymentRequest Request, int? Told)> PayAsync(EpayManner manner, bool confirms = false)
    {
        var channel = await _front.AddEpayAsync(confirms: confirms);
        var request = await _front.PlaceAsync(channel, Ct);
        return (channel, request, await _front.Gateway.PayAsync(request.OrderNo, manner, Ct));
    }

    internal static async Task UntilAsync(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 500 && !isSo(); i++)
            await timer.WaitForNextTickAsync(Ct);
        Assert.True(isSo());
    }
}
