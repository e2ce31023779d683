using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>Asking Alipay about payments, closing them, and sending money back.</summary>
public sealed class AlipayMoneySpecs : IAsyncLifetime
{
    private AlipayFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _front = await AlipayFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task A_payment_whose_notification_was_lost_is_found_by_asking_and_is_the_same()
    {
        var (channel, request) = await _front.PaidAsync(Ct, Mischief.Lost);
        var found = Assert.IsType<PaymentAnswer.Paid>((await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Value).Payment;
        Assert.Empty(_front.Front.Readings);
        await _front.Alipay.PayAsync(request.OrderNo, Mischief.None, Ct);
        var told = Assert.Single(_front.Front.Payments);
        Assert.Equal((told.ProviderTransactionId, told.OrderNo, told.Amount), (found.ProviderTransactionId, found.OrderNo, found.Amount));
    }

    [Fact]
    public async Task A_payment_that_nobody_has_made_is_open_whether_alipay_knows_it_or_not()
    {
        var (channel, request) = await _front.PlaceAsync(Ct);
        Assert.IsType<PaymentAnswer.Open>((await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Value);
        Assert.IsType<PaymentAnswer.Open>((await _front.Query.QueryAsync(channel, (request with { OrderNo = "D999" }).Attempt(), Ct)).Value);
    }

    [Fact]
    public async Task What_is_closed_cannot_be_paid_and_closing_again_is_no_problem()
    {
        var (channel, request) = await _front.PlaceAsync(Ct);
        Assert.Null(await _front.Close.CloseAsync(channel, request.Attempt(), Ct));
        Assert.Null(await _front.Close.CloseAsync(channel, request.Attempt(), Ct));
        Assert.IsType<PaymentAnswer.Closed>((await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Value);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _front.Alipay.PayAsync(request.OrderNo, Mischief.None, Ct));
    }

    [Fact]
    public async Task Closing_what_alipay_does_not_know_is_no_problem() =>
        Assert.Null(await _front.Close.CloseAsync(await _front.AddAsync(null, Ct), new PaymentAttempt("D999", Money.Cny(1), null, DateTimeOffset.UnixEpoch), Ct));

    [Fact]
    public async Task Closing_what_was_paid_meanwhile_says_so()
    {
        var (channel, request) = await _front.PaidAsync(Ct, Mischief.Lost);
        Assert.Equal(ProblemCode.WrongState, (await _front.Close.CloseAsync(channel, request.Attempt(), Ct))?.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Money_goes_back_once_however_often_it_is_asked_for(bool hidesFundChange)
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.Alipay.HidesFundChange = hidesFundChange;
        for (var i = 0; i < 3; i++)
            Assert.Equal(RefundStage.Succeeded, (await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
        Assert.Equal((990L, 400L), (Booked(request).PaidMinor, Booked(request).RefundedMinor));
    }

    [Fact]
    public async Task Parts_with_numbers_of_their_own_go_back_until_nothing_is_left()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        Assert.Equal(RefundStage.Succeeded, (await _front.Refund.RefundAsync(channel, Refund(request, 400, "R1"), Ct)).Value?.Stage);
        Assert.Equal(RefundStage.Succeeded, (await _front.Refund.RefundAsync(channel, Refund(request, 590, "R2"), Ct)).Value?.Stage);
        var third = await _front.Refund.RefundAsync(channel, Refund(request, 1, "R3"), Ct);
        Assert.Equal((RefundStage.Refused, 990L), (third.Value?.Stage, Booked(request).RefundedMinor));
        Assert.Contains("退款金额超限", third.Value?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_found_by_asking()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.Alipay.Host.Answers.Next(AnswerMischief.LosesTheAnswer, AnswerMischief.Fails);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct)).Problem?.Code);
        Assert.Equal(RefundStage.Succeeded, (await _front.Refund.QueryRefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
        Assert.Equal(400, Booked(request).RefundedMinor);
    }

    [Fact]
    public async Task A_refund_alipay_never_received_is_unknown()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        Assert.Equal(RefundStage.Unknown, (await _front.Refund.QueryRefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
    }

    [Fact]
    public async Task A_number_that_was_used_for_another_amount_is_refused()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct);
        Assert.Equal(RefundStage.Refused, (await _front.Refund.RefundAsync(channel, Refund(request, 300), Ct)).Value?.Stage);
        Assert.Equal(400, Booked(request).RefundedMinor);
    }

    [Theory]
    [InlineData("ACQ.SELLER_BALANCE_NOT_ENOUGH")]
    [InlineData("ACQ.SYSTEM_ERROR")]
    [InlineData("ACQ.A_CODE_OF_NEXT_YEAR")]
    public async Task What_may_succeed_later_is_asked_again_with_alipays_words(string code)
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.Alipay.RefusesRefundsWith = code;
        var refused = (await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct)).Problem;
        Assert.Equal(ProblemCode.ChannelUnavailable, refused?.Code);
        Assert.Contains(code, refused?.Detail, StringComparison.Ordinal);
        _front.Alipay.RefusesRefundsWith = null;
        Assert.Equal(RefundStage.Succeeded, (await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
    }

    [Fact]
    public async Task A_final_refusal_does_not_hide_a_refund_that_was_done()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        await _front.Refund.RefundAsync(channel, Refund(request), Ct);
        _front.Alipay.RefusesRefundsWith = "ACQ.TRADE_HAS_CLOSE";
        Assert.Equal(RefundStage.Succeeded, (await _front.Refund.RefundAsync(channel, Refund(request), Ct)).Value?.Stage);
    }

    [Theory]
    [InlineData(AnswerMischief.Fails)]
    [InlineData(AnswerMischief.Nonsense)]
    public async Task An_answer_that_cannot_be_believed_decides_nothing(AnswerMischief answer)
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.Alipay.Host.Answers.Always = answer;
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Close.CloseAsync(channel, request.Attempt(), Ct))?.Code);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Refund.RefundAsync(channel, Refund(request), Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Refund.QueryRefundAsync(channel, Refund(request), Ct)).Problem?.Code);
        Assert.Equal(0, Booked(request).RefundedMinor);
    }

    [Fact]
    public async Task A_slow_answer_is_waited_for()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.Alipay.Host.Answers.Next(AnswerMischief.Slow);
        Assert.IsType<PaymentAnswer.Paid>((await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Value);
    }

    private static RefundRequest Refund(PaymentRequest request, long? fen = null, string refundNo = "R1") => request.Refund($"2026{request.OrderNo}", fen, refundNo);

    private Testing.Doubles.Trade Booked(PaymentRequest request) => _front.Alipay.Host.Books.Find(request.OrderNo)!;
}
