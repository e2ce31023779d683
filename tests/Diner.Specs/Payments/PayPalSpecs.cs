using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The channel against a double with tokens, approvals, captures and certificates of its own, over HTTP both ways.</summary>
public abstract class PayPalSpecs(DatabaseKind kind) : ProviderSpecs(kind)
{
    private PayPalServer _payPal = null!;

    protected override string Type => "paypal";

    protected override Dictionary<string, string> Entries => new()
    {
        ["client_id"] = PayPalServer.ClientId, ["secret"] = PayPalServer.Secret, ["webhook_id"] = PayPalServer.WebhookId, ["gateway"] = _payPal.Url, ["root"] = PayPalServer.Root,
    };

    [Fact]
    public async Task What_the_buyer_approves_is_captured_and_paid_once()
    {
        var placed = await PlaceAsync();
        Assert.Equal([new Told(200, "ok")], await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.None, Ct));
        Assert.Equal([new Told(200, "ok")], await _payPal.TellCaptureAsync(placed.Request.OrderNo, Mischief.None, Ct));
        Assert.Equal(2, Front.Payments.Count());
        var paid = Assert.Single(Front.Payments.Select(one => (one.ChannelId, one.ProviderTransactionId, one.OrderNo, one.Amount)).Distinct());
        Assert.Equal((placed.Channel.Id, $"C{placed.Request.OrderNo}", placed.Request.OrderNo, placed.Request.Amount), paid);
    }

    [Fact]
    public async Task When_the_approval_gets_lost_asking_captures()
    {
        var placed = await PlaceAsync();
        Assert.IsType<PaymentAnswer.Open>((await QueryAsync(placed)).Value);
        await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        var paid = Assert.IsType<PaymentAnswer.Paid>((await QueryAsync(placed)).Value).Payment;
        Assert.Equal(($"C{placed.Request.OrderNo}", placed.Request.OrderNo, placed.Request.Amount), (paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
        Assert.Equal(placed.Request.Amount.AmountMinor, _payPal.Books.Find(placed.Request.OrderNo)!.PaidMinor);
    }

    [Fact]
    public async Task Whoever_comes_second_finds_the_capture_of_the_first()
    {
        var placed = await PlaceAsync();
        await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => QueryAsync(placed)));
        Assert.All(answers, answer => Assert.Equal($"C{placed.Request.OrderNo}", Assert.IsType<PaymentAnswer.Paid>(answer.Value).Payment.ProviderTransactionId));
    }

    [Fact]
    public async Task A_capture_whose_answer_got_lost_is_found_when_paypal_tells_again()
    {
        var placed = await PlaceAsync();
        _payPal.Answers.Next(AnswerMischief.None, AnswerMischief.LosesTheAnswer, AnswerMischief.Fails);
        Assert.Equal([new Told(503, "try later")], await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.None, Ct));
        Assert.Equal([new Told(200, "ok")], await _payPal.TellCaptureAsync(placed.Request.OrderNo, Mischief.None, Ct));
        Assert.IsType<PaymentAnswer.Paid>((await QueryAsync(placed)).Value);
    }

    [Fact]
    public async Task A_capture_that_is_pending_is_not_paid()
    {
        var placed = await PlaceAsync();
        Assert.Equal([new Told(200, "ok")], await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.NotPaid, Ct));
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(Front.Readings));
        Assert.IsType<PaymentAnswer.Open>((await QueryAsync(placed)).Value);
    }

    [Theory]
    [InlineData("JPY", 990)]
    [InlineData("TWD", 19900)]
    [InlineData("USD", 1)]
    public async Task Currencies_without_decimals_at_paypal_come_back_as_they_went(string currency, long minor)
    {
        var channel = await AddAsync();
        var placed = await PlaceAsync(channel, Front.Request(channel.Id) with { Amount = new Money(minor, CurrencyCode.Parse(currency)) });
        await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.None, Ct);
        Assert.Equal(placed.Request.Amount, Assert.Single(Front.Payments).Amount);
    }

    [Fact]
    public async Task A_part_of_a_dollar_that_paypal_does_not_take_is_said_before_it_is_asked()
    {
        var channel = await AddAsync();
        var refused = await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id) with { Amount = new Money(1990, CurrencyCode.Parse("TWD")) }, Ct);
        Assert.Contains("whole TWD", refused.Problem?.Detail);
    }

    [Fact]
    public async Task A_channel_in_won_is_refused() =>
        Assert.Equal("currency", (await Front.Get<EditChannels>().AddAsync(Diner.Data.Audit.Actor.House("test"), New((await AddAsync()).Settings) with { Currency = CurrencyCode.Parse("KRW") }, Ct)).Problem?.Field);

    [Theory]
    [InlineData(Mischief.ForgedSign)]
    [InlineData(Mischief.WrongMerchant)]
    public async Task What_is_not_genuine_is_refused_and_captures_nothing(Mischief mischief)
    {
        var placed = await PlaceAsync();
        Assert.Equal([new Told(400, "fail")], await _payPal.ApproveAsync(placed.Request.OrderNo, mischief, Ct));
        Assert.Equal(TradeState.Open, _payPal.Books.Find(placed.Request.OrderNo)!.State);
    }

    [Fact]
    public async Task A_certificate_is_fetched_once_and_another_when_it_changes()
    {
        var placed = await PlaceAsync();
        await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.Twice, Ct);
        Assert.Equal(1, _payPal.Given.Certificates);
        Assert.Equal([new Told(200, "ok")], await _payPal.TellCaptureAsync(placed.Request.OrderNo, Mischief.RotatedKey, Ct));
        Assert.Equal(2, _payPal.Given.Certificates);
    }

    [Theory]
    [InlineData(Mischief.WrongAmount, 991, "USD")]
    [InlineData(Mischief.WrongCurrency, 990, "HKD")]
    public async Task What_arrived_is_said_as_it_is(Mischief mischief, long minor, string currency)
    {
        var placed = await PlaceAsync();
        await _payPal.ApproveAsync(placed.Request.OrderNo, mischief, Ct);
        await _payPal.TellCaptureAsync(placed.Request.OrderNo, mischief, Ct);
        Assert.Equal(new Money(minor, CurrencyCode.Parse(currency)), Front.Payments.Last().Amount);
    }

    [Fact]
    public async Task One_token_serves_many_calls_and_a_refused_one_is_replaced()
    {
        var channel = await AddAsync();
        await PlaceAsync(channel);
        await PlaceAsync(channel);
        Assert.Equal(1, _payPal.Given.Tokens);
        _payPal.ForgetToken();
        await PlaceAsync(channel);
        Assert.Equal(2, _payPal.Given.Tokens);
    }

    [Theory]
    [InlineData(AnswerMischief.Fails)]
    [InlineData(AnswerMischief.Nonsense)]
    public async Task A_paypal_out_of_order_is_unavailable_not_an_error(AnswerMischief mischief)
    {
        var channel = await AddAsync();
        _payPal.Answers.Always = mischief;
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id), Ct)).Problem?.Code);
    }

    [Fact]
    public async Task The_same_order_asked_twice_is_one_order()
    {
        var placed = await PlaceAsync();
        Assert.Equal(placed.Target, (await PlaceAsync(placed.Channel, placed.Request)).Target);
    }

    [Fact]
    public async Task A_refund_goes_back_once_however_often_it_is_asked_for()
    {
        var (placed, refund) = await PaidAsync(minor: 400);
        Assert.Equal(RefundStage.Unknown, (await QueryRefundAsync(placed, refund)).Value!.Stage);
        for (var time = 0; time < 3; time++)
            Assert.Equal(new ProviderRefund(RefundStage.Succeeded, "RF-R1"), (await RefundAsync(placed, refund)).Value);
        Assert.Equal(400, _payPal.Books.Find(placed.Request.OrderNo)!.RefundedMinor);
        Assert.Equal(RefundStage.Succeeded, (await QueryRefundAsync(placed, refund)).Value!.Stage);
    }

    [Fact]
    public async Task More_than_was_paid_is_refused_with_paypals_words()
    {
        var (placed, refund) = await PaidAsync();
        await RefundAsync(placed, refund);
        var refused = (await RefundAsync(placed, refund with { RefundNo = "R2" })).Value!;
        Assert.Equal(RefundStage.Refused, refused.Stage);
        Assert.Contains("CAPTURE_FULLY_REFUNDED", refused.Why);
    }

    [Theory]
    [InlineData("COMPLETED", RefundStage.Succeeded)]
    [InlineData("PENDING", RefundStage.Processing)]
    [InlineData("FAILED", RefundStage.Refused)]
    public async Task What_became_of_a_refund_is_told(string status, RefundStage stage)
    {
        var (placed, refund) = await PaidAsync();
        _payPal.RefundStatus = "PENDING";
        Assert.Equal(RefundStage.Processing, (await RefundAsync(placed, refund)).Value!.Stage);
        await _payPal.TellRefundAsync("R1", status, Ct);
        var news = Assert.Single(Front.Readings.OfType<NotificationReading.Refunded>()).News;
        Assert.Equal((placed.Channel.Id, "R1", stage), (news.ChannelId, news.RefundNo, news.Refund.Stage));
    }

    [Theory]
    [InlineData("CREATED", "", DisputeStage.Opened)]
    [InlineData("RESOLVED", "RESOLVED_SELLER_FAVOUR", DisputeStage.Won)]
    [InlineData("RESOLVED", "RESOLVED_BUYER_FAVOUR", DisputeStage.Lost)]
    public async Task A_dispute_is_told_with_its_payment(string what, string outcome, DisputeStage stage)
    {
        var (placed, _) = await PaidAsync();
        await _payPal.DisputeAsync(placed.Request.OrderNo, what, outcome, Ct);
        var news = Assert.Single(Front.Readings.OfType<NotificationReading.Disputed>()).News;
        Assert.Equal(($"PP-D-{placed.Request.OrderNo}", $"C{placed.Request.OrderNo}", placed.Request.Amount, stage), (news.DisputeId, news.TransactionId, news.Amount, news.Stage));
    }

    [Fact]
    public async Task A_test_of_a_good_secret_passes_and_of_another_says_what_paypal_said()
    {
        Assert.Null(await TestAsync());
        Assert.Contains("Client Authentication failed", (await TestAsync(("secret", "secret-of-somebody-else")))!.Detail);
    }

    protected override async Task StartAsync() => _payPal = await PayPalServer.StartAsync(Ct);

    protected override ValueTask StopAsync() => _payPal.DisposeAsync();

    protected override void Tell(Uri notifyUrl) => _payPal.WebhookUrl = notifyUrl.AbsoluteUri;

    private async Task<(Placed Placed, RefundRequest Refund)> PaidAsync(long? minor = null)
    {
        var placed = await PlaceAsync();
        await _payPal.ApproveAsync(placed.Request.OrderNo, Mischief.None, Ct);
        return (placed, Back(placed, Assert.Single(Front.Payments).ProviderTransactionId, minor: minor));
    }
}

public sealed class PayPalOnSqlite() : PayPalSpecs(DatabaseKind.Sqlite);

public sealed class PayPalOnPostgres() : PayPalSpecs(DatabaseKind.Postgres);
