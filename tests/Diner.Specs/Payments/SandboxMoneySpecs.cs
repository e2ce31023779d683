using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Sandbox;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>Play money can be asked about and sent back like any other.</summary>
public sealed class SandboxMoneySpecs : IAsyncLifetime
{
    private PaymentsFront _front = null!;
    private ChannelConfig _channel = null!;
    private PaymentRequest _request = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPaymentChannel Speaker => _front.Get<IEnumerable<IPaymentChannel>>().Single(channel => channel.Type == SandboxAccount.ChannelType);

    private IQueryPayments Query => (IQueryPayments)Speaker;

    private IRefundPayments Back => (IRefundPayments)Speaker;

    public async ValueTask InitializeAsync()
    {
        _front = await PaymentsFront.OpenAsync(Ct);
        _channel = (await _front.Get<Channels>().FindAsync(await _front.AddSandboxAsync(), Ct))!;
        _request = _front.Request(_channel.Id);
    }

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task What_was_paid_at_the_cashier_is_found_and_is_what_was_told()
    {
        Assert.IsType<PaymentAnswer.Open>((await Query.QueryAsync(_channel, _request.Attempt(), Ct)).Value);
        await PayAsync();
        var found = Assert.IsType<PaymentAnswer.Paid>((await Query.QueryAsync(_channel, _request.Attempt(), Ct)).Value).Payment;
        var told = Assert.Single(_front.Payments);
        Assert.Equal((told.ProviderTransactionId, told.OrderNo, told.Amount), (found.ProviderTransactionId, found.OrderNo, found.Amount));
    }

    [Fact]
    public async Task Money_goes_back_once_for_each_number_and_never_more_than_was_paid()
    {
        await PayAsync();
        var first = (await Back.RefundAsync(_channel, Refund(400), Ct)).Value;
        Assert.Equal(first, (await Back.RefundAsync(_channel, Refund(400), Ct)).Value);
        Assert.Equal(RefundStage.Refused, (await Back.RefundAsync(_channel, Refund(300), Ct)).Value?.Stage);
        Assert.Equal(RefundStage.Refused, (await Back.RefundAsync(_channel, Refund(600, "R2"), Ct)).Value?.Stage);
        Assert.Equal(RefundStage.Succeeded, (await Back.RefundAsync(_channel, Refund(590, "R3"), Ct)).Value?.Stage);
    }

    [Fact]
    public async Task A_refund_can_be_asked_about()
    {
        await PayAsync();
        Assert.Equal(RefundStage.Unknown, (await Back.QueryRefundAsync(_channel, Refund(400), Ct)).Value?.Stage);
        await Back.RefundAsync(_channel, Refund(400), Ct);
        Assert.Equal(RefundStage.Succeeded, (await Back.QueryRefundAsync(_channel, Refund(400), Ct)).Value?.Stage);
    }

    private async Task PayAsync()
    {
        var target = await _front.Get<Channels>().CreatePaymentAsync(_channel.Id, _request, Ct);
        using var answer = await _front.Http.PostAsync(target.Value!.Url, new FormUrlEncodedContent([new("action", "pay")]), Ct);
        Assert.Single(_front.Payments);
    }

    private RefundRequest Refund(long fen, string refundNo = "R1") => _request.Refund(_front.Payments.Single().ProviderTransactionId, fen, refundNo);
}
