using Diner.Host.Sandbox;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Epay;
using Diner.Payments.Notifications;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>Asking an epay gateway about payments, and sending money back through it.</summary>
public sealed class EpayMoneySpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPaymentChannel Speaker => _front.Get<IEnumerable<IPaymentChannel>>().Single(channel => channel.Type == EpayAccount.ChannelType);

    private IQueryPayments Query => (IQueryPayments)Speaker;

    private IRefundPayments Back => (IRefundPayments)Speaker;

    public async ValueTask InitializeAsync() => _front = await PaymentsFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task A_payment_whose_notification_was_lost_is_found_by_asking_and_is_the_same()
    {
        var (channel, request) = await PaidAsync(new EpayManner(EpayMischief.OutOfOrder));
        var found = Assert.IsType<PaymentAnswer.Paid>((await Query.QueryAsync(channel, request.Attempt(), Ct)).Value).Payment;
        Assert.Empty(_front.Readings);
        await _front.Gateway.ReleaseAsync(Ct);
        var told = Assert.Single(_front.Payments);
        Assert.Equal((told.ProviderTransactionId, told.OrderNo, told.Amount), (found.ProviderTransactionId, found.OrderNo, found.Amount));
    }

    [Fact]
    public async Task A_payment_that_nobody_has_made_is_open_whether_the_gateway_knows_it_or_not()
    {
        var channel = await AddAsync();
        var request = await _front.PlaceAsync(channel.Id, Ct);
        Assert.IsType<PaymentAnswer.Open>((await Query.QueryAsync(channel, request.Attempt(), Ct)).Value);
        Assert.IsType<PaymentAnswer.Open>((await Query.QueryAsync(channel, (request with { OrderNo = "D999" }).Attempt(), Ct)).Value);
    }

    [Fact]
    public async Task A_gateway_that_does_not_know_the_key_says_nothing_of_a_payment()
    {
        var channel = (await _front.Get<Channels>().FindAsync(await _front.AddEpayAsync(key: "another"), Ct))!;
        var asked = await Query.QueryAsync(channel, _front.Request(channel.Id).Attempt(), Ct);
        Assert.Equal(ProblemCode.ChannelUnavailable, asked.Problem?.Code);
        Assert.Contains("商户密钥错误", asked.Problem?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_and_then_the_rest_go_back()
    {
        var (channel, request) = await PaidAsync();
        Assert.Equal(RefundStage.Succeeded, (await Back.RefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
        Assert.Equal(RefundStage.Succeeded, (await Back.RefundAsync(channel, Refund(request, 590, "R2"), Ct)).Value?.Stage);
        Assert.Equal(9.90m, Booked(request).Refunded);
    }

    [Fact]
    public async Task More_than_is_left_is_refused_in_the_gateways_words()
    {
        var (channel, request) = await PaidAsync();
        await Back.RefundAsync(channel, Refund(request, 400), Ct);
        var second = (await Back.RefundAsync(channel, Refund(request, 600, "R2"), Ct)).Value;
        Assert.Equal((RefundStage.Refused, 4.00m), (second?.Stage, Booked(request).Refunded));
        Assert.Contains("退款金额不正确", second?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_without_refunds_says_so()
    {
        var (channel, request) = await PaidAsync();
        _front.Gateway.Options.HasRefunds = false;
        var asked = (await Back.RefundAsync(channel, Refund(request), Ct)).Value;
        Assert.Equal(RefundStage.Refused, asked?.Stage);
        Assert.Contains("No Act!", asked?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_whose_answer_is_lost_is_sent_once_and_handed_to_a_person()
    {
        var (channel, request) = await PaidAsync();
        _front.Gateway.Options.LosesAnswers = 1;
        Assert.Equal(RefundStage.Refused, (await Back.RefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
        Assert.Equal(RefundStage.Refused, (await Back.QueryRefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
        Assert.Equal(4.00m, Booked(request).Refunded);
    }

    [Fact]
    public async Task A_refund_of_all_whose_answer_is_lost_is_found_by_asking()
    {
        var (channel, request) = await PaidAsync();
        Assert.Equal(RefundStage.Unknown, (await Back.QueryRefundAsync(channel, Refund(request), Ct)).Value?.Stage);
        _front.Gateway.Options.LosesAnswers = 1;
        await Back.RefundAsync(channel, Refund(request), Ct);
        Assert.Equal(RefundStage.Succeeded, (await Back.QueryRefundAsync(channel, Refund(request), Ct)).Value?.Stage);
        Assert.Equal(9.90m, Booked(request).Refunded);
    }

    [Fact]
    public async Task A_gateway_that_is_down_may_be_asked_again_because_nothing_was_sent()
    {
        var (channel, request) = await PaidAsync();
        var refund = Refund(request);
        await _front.Gateway.DisposeAsync();
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Back.RefundAsync(channel, refund, Ct)).Problem?.Code);
    }

    private async Task<ChannelConfig> AddAsync() => (await _front.Get<Channels>().FindAsync(await _front.AddEpayAsync(), Ct))!;

    private async Task<(ChannelConfig Channel, PaymentRequest Request)> PaidAsync(EpayManner? manner = null)
    {
        var channel = await AddAsync();
        var request = await _front.PlaceAsync(channel.Id, Ct);
        await _front.Gateway.PayAsync(request.OrderNo, manner ?? new EpayManner(), Ct);
        return (channel, request);
    }

    private RefundRequest Refund(PaymentRequest request, long? fen = null, string refundNo = "R1") => request.Refund(Booked(request).TradeNo, fen, refundNo);

    private EpayGatewayOrder Booked(PaymentRequest request) => _front.Gateway.Books.Find("", request.OrderNo)!;
}
