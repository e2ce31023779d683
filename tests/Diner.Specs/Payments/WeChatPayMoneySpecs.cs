using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>Asking WeChat Pay about payments, closing them, and sending money back.</summary>
public sealed class WeChatPayMoneySpecs : IAsyncLifetime
{
    private WeChatPayFront _front = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _front = await WeChatPayFront.OpenAsync(Ct);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task A_payment_whose_notification_was_lost_is_found_by_asking_and_is_the_same()
    {
        var (channel, request) = await _front.PaidAsync(Ct, Mischief.Lost);
        var found = Assert.IsType<PaymentAnswer.Paid>((await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Value).Payment;
        Assert.Empty(_front.Front.Readings);
        await _front.WeChat.PayAsync(request.OrderNo, Mischief.None, Ct);
        var told = Assert.Single(_front.Front.Payments);
        Assert.Equal((told.ProviderTransactionId, told.OrderNo, told.Amount), (found.ProviderTransactionId, found.OrderNo, found.Amount));
    }

    [Fact]
    public async Task A_payment_that_nobody_has_made_is_open_whether_wechat_knows_it_or_not()
    {
        var (channel, request, _) = await _front.PlaceAsync(Ct);
        Assert.IsType<PaymentAnswer.Open>((await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Value);
        Assert.IsType<PaymentAnswer.Open>((await _front.Query.QueryAsync(channel, (request with { OrderNo = "D999" }).Attempt(), Ct)).Value);
    }

    [Fact]
    public async Task What_is_closed_cannot_be_paid_and_closing_again_is_no_problem()
    {
        var (channel, request, _) = await _front.PlaceAsync(Ct);
        Assert.Null(await _front.Close.CloseAsync(channel, request.Attempt(), Ct));
        Assert.Null(await _front.Close.CloseAsync(channel, request.Attempt(), Ct));
        Assert.Null(await _front.Close.CloseAsync(channel, (request with { OrderNo = "D999" }).Attempt(), Ct));
        Assert.IsType<PaymentAnswer.Closed>((await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Value);
    }

    [Fact]
    public async Task Closing_what_was_paid_meanwhile_says_so()
    {
        var (channel, request) = await _front.PaidAsync(Ct, Mischief.Lost);
        Assert.Equal(ProblemCode.WrongState, (await _front.Close.CloseAsync(channel, request.Attempt(), Ct))?.Code);
    }

    [Fact]
    public async Task A_refund_is_taken_on_once_and_told_when_it_is_through()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        for (var i = 0; i < 3; i++)
            Assert.Equal(new ProviderRefund(RefundStage.Processing, "50R1"), (await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct)).Value);
        Assert.Equal(200, Assert.Single(await _front.WeChat.SettleRefundAsync("R1", "SUCCESS", Mischief.None, Ct)).Status);
        var news = Assert.Single(_front.Front.Readings.OfType<NotificationReading.Refunded>()).News;
        Assert.Equal(new RefundNews(channel.Id, "R1", new ProviderRefund(RefundStage.Succeeded, "50R1")), news);
        Assert.Equal(RefundStage.Succeeded, (await _front.Refund.QueryRefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
        Assert.Equal((990L, 400L), (Booked(request).PaidMinor, Booked(request).RefundedMinor));
    }

    [Theory]
    [InlineData("CLOSED")]
    [InlineData("ABNORMAL")]
    public async Task A_refund_that_did_not_get_through_is_refused_and_names_the_state(string status)
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct);
        await _front.WeChat.SettleRefundAsync("R1", status, Mischief.None, Ct);
        var news = Assert.Single(_front.Front.Readings.OfType<NotificationReading.Refunded>()).News.Refund;
        Assert.Equal(RefundStage.Refused, news.Stage);
        Assert.Contains(status, news.Why, StringComparison.Ordinal);
        Assert.Equal(news, (await _front.Refund.QueryRefundAsync(channel, Refund(request, 400), Ct)).Value);
    }

    [Theory]
    [InlineData(Mischief.WrongMerchant)]
    [InlineData(Mischief.ForgedSign)]
    [InlineData(Mischief.ExpiredTimestamp)]
    public async Task A_refund_told_by_somebody_else_is_refused(Mischief mischief)
    {
        var (channel, request) = await _front.PaidAsync(Ct, Mischief.Lost);
        await _front.Refund.RefundAsync(channel, Refund(request), Ct);
        Assert.Equal(400, Assert.Single(await _front.WeChat.SettleRefundAsync("R1", "SUCCESS", mischief, Ct)).Status);
        Assert.IsType<NotificationReading.Refused>(Assert.Single(_front.Front.Readings));
    }

    [Fact]
    public async Task More_than_is_left_is_refused_in_wechats_words()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        await _front.Refund.RefundAsync(channel, Refund(request, 600), Ct);
        var second = await _front.Refund.RefundAsync(channel, Refund(request, 600, "R2"), Ct);
        Assert.Equal((RefundStage.Refused, 600L), (second.Value?.Stage, Booked(request).RefundedMinor));
        Assert.Contains("INVALID_REQUEST", second.Value?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_was_used_for_another_amount_is_refused()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct);
        Assert.Equal(RefundStage.Refused, (await _front.Refund.RefundAsync(channel, Refund(request, 300), Ct)).Value?.Stage);
        Assert.Equal(400, Booked(request).RefundedMinor);
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_found_by_asking()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.WeChat.Host.Answers.Next(AnswerMischief.LosesTheAnswer, AnswerMischief.Fails);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct)).Problem?.Code);
        Assert.Equal(RefundStage.Processing, (await _front.Refund.QueryRefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
        Assert.Equal(400, Booked(request).RefundedMinor);
    }

    [Fact]
    public async Task A_refund_wechat_never_received_is_unknown()
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        Assert.Equal(RefundStage.Unknown, (await _front.Refund.QueryRefundAsync(channel, Refund(request, 400), Ct)).Value?.Stage);
    }

    [Theory]
    [InlineData("NOT_ENOUGH")]
    [InlineData("FREQUENCY_LIMITED")]
    [InlineData("A_CODE_OF_NEXT_YEAR")]
    public async Task What_may_succeed_later_is_asked_again_with_wechats_words(string code)
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.WeChat.RefusesRefundsWith = code;
        var refused = (await _front.Refund.RefundAsync(channel, Refund(request, 400), Ct)).Problem;
        Assert.Equal(ProblemCode.ChannelUnavailable, refused?.Code);
        Assert.Contains(code, refused?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnswerMischief.Fails)]
    [InlineData(AnswerMischief.Nonsense)]
    public async Task An_answer_that_cannot_be_believed_decides_nothing(AnswerMischief answer)
    {
        var (channel, request) = await _front.PaidAsync(Ct);
        _front.WeChat.Host.Answers.Always = answer;
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Query.QueryAsync(channel, request.Attempt(), Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Close.CloseAsync(channel, request.Attempt(), Ct))?.Code);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Refund.RefundAsync(channel, Refund(request), Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await _front.Refund.QueryRefundAsync(channel, Refund(request), Ct)).Problem?.Code);
        Assert.Equal(0, Booked(request).RefundedMinor);
    }

    [Fact]
    public async Task An_answer_signed_with_an_unknown_key_is_not_believed_and_names_the_settings()
    {
        var (_, request) = await _front.PaidAsync(Ct);
        var other = await _front.AddAsync(_front.Account() with { PublicKeyId = WeChatPayServer.NextPublicKeyId }, Ct);
        var asked = await _front.Query.QueryAsync(other, request.Attempt(), Ct);
        Assert.Equal((ProblemCode.ChannelUnavailable, "public_key"), (asked.Problem?.Code, asked.Problem?.Field));
    }

    private static RefundRequest Refund(PaymentRequest request, long? fen = null, string refundNo = "R1") => request.Refund($"42{request.OrderNo}", fen, refundNo);

    private Testing.Doubles.Trade Booked(PaymentRequest request) => _front.WeChat.Host.Books.Find(request.OrderNo)!;
}
