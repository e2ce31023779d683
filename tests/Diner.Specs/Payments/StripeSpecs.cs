using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The channel against a double that checks our calls and signs its webhooks, over HTTP both ways.</summary>
public abstract class StripeSpecs(DatabaseKind kind) : ProviderSpecs(kind)
{
    private StripeServer _stripe = null!;

    protected override string Type => "stripe";

    protected override Dictionary<string, string> Entries => new() { ["secret_key"] = StripeServer.Key, ["webhook_secret"] = StripeServer.Secret, ["gateway"] = _stripe.Url };

    [Fact]
    public async Task A_payment_on_stripes_page_comes_back_as_the_same_order_and_amount()
    {
        var placed = await PlaceAsync();
        Assert.Equal([new Told(200, "ok")], await _stripe.PayAsync(placed.Request.OrderNo, Mischief.None, Ct));
        var paid = Assert.Single(Front.Payments);
        Assert.Equal((placed.Channel.Id, $"pi_{placed.Request.OrderNo}", placed.Request.OrderNo, placed.Request.Amount), (paid.ChannelId, paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
    }

    [Theory]
    [InlineData("JPY", 990)]
    [InlineData("KRW", 1500)]
    [InlineData("TWD", 19900)]
    [InlineData("USD", 50)]
    public async Task Minor_units_are_stripes_minor_units(string currency, long minor)
    {
        var channel = await AddAsync();
        var placed = await PlaceAsync(channel, Front.Request(channel.Id) with { Amount = new Money(minor, CurrencyCode.Parse(currency)) });
        await _stripe.PayAsync(placed.Request.OrderNo, Mischief.None, Ct);
        Assert.Equal((minor, currency), (Assert.Single(Front.Payments).Amount?.AmountMinor, _stripe.Books.Find(placed.Request.OrderNo)!.Currency.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(24 * 60)]
    public async Task A_hold_of_any_length_fits_between_thirty_minutes_and_a_day(int minutes)
    {
        var channel = await AddAsync();
        await PlaceAsync(channel, Front.Request(channel.Id) with { ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(minutes) });
        Assert.Single(_stripe.Books.Trades);
    }

    [Fact]
    public async Task The_same_order_asked_twice_is_one_session()
    {
        var placed = await PlaceAsync();
        Assert.Equal(placed.Target, (await PlaceAsync(placed.Channel, placed.Request)).Target);
    }

    [Fact]
    public async Task An_answer_that_got_lost_makes_no_second_session()
    {
        var channel = await AddAsync();
        _stripe.Answers.Next(AnswerMischief.LosesTheAnswer);
        var placed = await PlaceAsync(channel, Front.Request(channel.Id));
        Assert.Equal(placed.Request.OrderNo, Assert.Single(_stripe.Books.Trades).OrderNo);
    }

    [Fact]
    public async Task What_is_too_little_for_stripe_is_said_and_not_an_error()
    {
        var channel = await AddAsync();
        var refused = await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id) with { Amount = new Money(10, Currency) }, Ct);
        Assert.Contains("at least 50 cents", refused.Problem?.Detail);
    }

    [Theory]
    [InlineData(AnswerMischief.Fails)]
    [InlineData(AnswerMischief.Nonsense)]
    public async Task A_stripe_out_of_order_is_unavailable_not_an_error(AnswerMischief mischief)
    {
        var channel = await AddAsync();
        _stripe.Answers.Always = mischief;
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id), Ct)).Problem?.Code);
    }

    [Theory]
    [InlineData(Mischief.ForgedSign)]
    [InlineData(Mischief.WrongMerchant)]
    [InlineData(Mischief.ExpiredTimestamp)]
    [InlineData(Mischief.RotatedKey)]
    public async Task What_is_not_genuine_is_refused(Mischief mischief)
    {
        var placed = await PlaceAsync();
        Assert.Equal([new Told(400, "fail")], await _stripe.PayAsync(placed.Request.OrderNo, mischief, Ct));
        Assert.IsType<NotificationReading.Refused>(Assert.Single(Front.Readings));
    }

    [Fact]
    public async Task While_the_secret_is_rolled_both_are_good()
    {
        var channel = await AddAsync(("webhook_secret_2", StripeServer.NewSecret));
        await _stripe.PayAsync((await PlaceAsync(channel)).Request.OrderNo, Mischief.RotatedKey, Ct);
        await _stripe.PayAsync((await PlaceAsync(channel)).Request.OrderNo, Mischief.None, Ct);
        Assert.Equal(2, Front.Payments.Count());
    }

    [Theory]
    [InlineData(Mischief.Twice)]
    [InlineData(Mischief.Replay)]
    public async Task The_same_payment_told_twice_has_one_number(Mischief mischief)
    {
        await _stripe.PayAsync((await PlaceAsync()).Request.OrderNo, mischief, Ct);
        Assert.Equal((2, 1), (Front.Payments.Count(), Front.Payments.Select(paid => paid.ProviderTransactionId).Distinct().Count()));
    }

    [Theory]
    [InlineData(Mischief.WrongAmount, 991, "USD")]
    [InlineData(Mischief.WrongCurrency, 990, "HKD")]
    public async Task What_arrived_is_said_as_it_is(Mischief mischief, long minor, string currency)
    {
        await _stripe.PayAsync((await PlaceAsync()).Request.OrderNo, mischief, Ct);
        Assert.Equal(new Money(minor, CurrencyCode.Parse(currency)), Assert.Single(Front.Payments).Amount);
    }

    [Fact]
    public async Task A_lost_webhook_is_made_good_by_asking_with_the_same_number()
    {
        var placed = await PlaceAsync();
        Assert.IsType<PaymentAnswer.Open>((await QueryAsync(placed)).Value);
        await _stripe.PayAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        var paid = Assert.IsType<PaymentAnswer.Paid>((await QueryAsync(placed)).Value).Payment;
        Assert.Equal(($"pi_{placed.Request.OrderNo}", placed.Request.OrderNo, placed.Request.Amount), (paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
    }

    [Fact]
    public async Task What_is_closed_cannot_be_paid_and_closing_again_is_closed()
    {
        var placed = await PlaceAsync();
        Assert.Null(await CloseAsync(placed));
        Assert.Null(await CloseAsync(placed));
        Assert.IsType<PaymentAnswer.Closed>((await QueryAsync(placed)).Value);
        Assert.Equal(TradeState.Closed, _stripe.Books.Find(placed.Request.OrderNo)!.State);
    }

    [Fact]
    public async Task What_was_paid_meanwhile_is_not_closed()
    {
        var placed = await PlaceAsync();
        await _stripe.PayAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        Assert.Equal(ProblemCode.WrongState, (await CloseAsync(placed))?.Code);
    }

    [Fact]
    public async Task A_refund_goes_back_once_however_often_it_is_asked_for()
    {
        var (placed, refund) = await PaidAsync(minor: 400);
        Assert.Equal(RefundStage.Unknown, (await QueryRefundAsync(placed, refund)).Value!.Stage);
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(new ProviderRefund(RefundStage.Succeeded, "re_R1"), (await RefundAsync(placed, refund)).Value);
            _stripe.ForgetKeys();
        }

        Assert.Equal(400, _stripe.Books.Find(placed.Request.OrderNo)!.RefundedMinor);
        Assert.Equal(RefundStage.Succeeded, (await QueryRefundAsync(placed, refund)).Value!.Stage);
    }

    [Fact]
    public async Task A_refund_whose_answer_got_lost_is_found()
    {
        var (placed, refund) = await PaidAsync();
        _stripe.Answers.Next(AnswerMischief.None, AnswerMischief.LosesTheAnswer, AnswerMischief.Fails);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await RefundAsync(placed, refund)).Problem?.Code);
        Assert.Equal(RefundStage.Succeeded, (await QueryRefundAsync(placed, refund)).Value!.Stage);
    }

    [Fact]
    public async Task More_than_was_paid_is_refused_with_stripes_words()
    {
        var (placed, refund) = await PaidAsync();
        await RefundAsync(placed, refund);
        var refused = (await RefundAsync(placed, refund with { RefundNo = "R2" })).Value!;
        Assert.Equal(RefundStage.Refused, refused.Stage);
        Assert.Contains("already been refunded", refused.Why);
    }

    [Theory]
    [InlineData("pending", RefundStage.Processing)]
    [InlineData("succeeded", RefundStage.Succeeded)]
    [InlineData("failed", RefundStage.Refused)]
    public async Task What_became_of_a_refund_is_told(string status, RefundStage stage)
    {
        var (placed, refund) = await PaidAsync();
        _stripe.RefundStatus = "pending";
        Assert.Equal(RefundStage.Processing, (await RefundAsync(placed, refund)).Value!.Stage);
        await _stripe.TellRefundAsync("R1", status, Mischief.None, Ct);
        var news = Assert.Single(Front.Readings.OfType<NotificationReading.Refunded>()).News;
        Assert.Equal((placed.Channel.Id, "R1", stage), (news.ChannelId, news.RefundNo, news.Refund.Stage));
    }

    [Theory]
    [InlineData("charge.dispute.created", "needs_response", DisputeStage.Opened)]
    [InlineData("charge.dispute.funds_withdrawn", "needs_response", DisputeStage.Opened)]
    [InlineData("charge.dispute.funds_reinstated", "won", DisputeStage.Won)]
    [InlineData("charge.dispute.closed", "won", DisputeStage.Won)]
    [InlineData("charge.dispute.closed", "lost", DisputeStage.Lost)]
    public async Task A_dispute_is_told_with_its_payment(string type, string status, DisputeStage stage)
    {
        var (placed, _) = await PaidAsync();
        await _stripe.DisputeAsync(placed.Request.OrderNo, type, status, Ct);
        var news = Assert.Single(Front.Readings.OfType<NotificationReading.Disputed>()).News;
        Assert.Equal(($"dp_{placed.Request.OrderNo}", $"pi_{placed.Request.OrderNo}", placed.Request.Amount, stage, "fraudulent"), (news.DisputeId, news.TransactionId, news.Amount, news.Stage, news.Reason));
        Assert.NotNull(news.AnswerBy);
    }

    [Fact]
    public async Task A_test_of_a_good_key_passes_and_of_another_says_what_stripe_said()
    {
        Assert.Null(await TestAsync());
        Assert.Contains("Invalid API Key", (await TestAsync(("secret_key", "sk_test_anotherkeyanother")))!.Detail);
    }

    protected override async Task StartAsync() => _stripe = await StripeServer.StartAsync(Ct);

    protected override ValueTask StopAsync() => _stripe.DisposeAsync();

    protected override void Tell(Uri notifyUrl) => _stripe.WebhookUrl = notifyUrl.AbsoluteUri;

    private async Task<(Placed Placed, RefundRequest Refund)> PaidAsync(long? minor = null)
    {
        var placed = await PlaceAsync();
        await _stripe.PayAsync(placed.Request.OrderNo, Mischief.None, Ct);
        return (placed, Back(placed, Assert.Single(Front.Payments).ProviderTransactionId, minor: minor));
    }
}

public sealed class StripeOnSqlite() : StripeSpecs(DatabaseKind.Sqlite);

public sealed class StripeOnPostgres() : StripeSpecs(DatabaseKind.Postgres);
