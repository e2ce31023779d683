using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The channel against a double whose webhooks name no amount, over HTTP both ways.</summary>
public abstract class BtcPaySpecs(DatabaseKind kind) : ProviderSpecs(kind)
{
    private BtcPayServer _server = null!;

    protected override string Type => "btcpay";

    protected override Dictionary<string, string> Entries => new() { ["gateway"] = _server.Url, ["store_id"] = BtcPayServer.StoreId, ["api_key"] = BtcPayServer.Key, ["webhook_secret"] = BtcPayServer.Secret };

    [Fact]
    public async Task A_settled_invoice_is_paid_with_the_amount_the_server_says()
    {
        var placed = await PlaceAsync();
        Assert.Equal([new Told(200, "ok")], await _server.PayAsync(placed.Request.OrderNo, Mischief.None, Ct));
        var paid = Assert.Single(Front.Payments);
        Assert.Equal((placed.Channel.Id, placed.Target.Reference, placed.Request.OrderNo, placed.Request.Amount), (paid.ChannelId, paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
    }

    [Fact]
    public async Task Another_amount_at_the_server_is_said_as_it_is()
    {
        await _server.PayAsync((await PlaceAsync()).Request.OrderNo, Mischief.WrongAmount, Ct);
        Assert.Equal(991, Assert.Single(Front.Payments).Amount?.AmountMinor);
    }

    [Fact]
    public async Task A_genuine_webhook_is_not_believed_against_the_server()
    {
        var placed = await PlaceAsync();
        _server.See(placed.Request.OrderNo);
        Assert.Equal([new Told(200, "ok")], await _server.TellAsync(placed.Request.OrderNo, "InvoiceSettled", Mischief.None, Ct));
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(Front.Readings));
    }

    [Fact]
    public async Task When_the_server_cannot_be_asked_the_webhook_comes_again()
    {
        var placed = await PlaceAsync();
        _server.Answers.Next(AnswerMischief.Fails, AnswerMischief.Fails);
        Assert.Equal([new Told(503, "try later")], await _server.PayAsync(placed.Request.OrderNo, Mischief.None, Ct));
        Assert.Equal([new Told(200, "ok")], await _server.TellAsync(placed.Request.OrderNo, "InvoiceSettled", Mischief.None, Ct));
        Assert.Single(Front.Payments);
    }

    [Theory]
    [InlineData(Mischief.ForgedSign)]
    [InlineData(Mischief.WrongMerchant)]
    public async Task What_is_not_genuine_is_refused(Mischief mischief) => Assert.Equal([new Told(400, "fail")], await _server.PayAsync((await PlaceAsync()).Request.OrderNo, mischief, Ct));

    [Fact]
    public async Task The_same_order_asked_twice_is_one_invoice()
    {
        var placed = await PlaceAsync();
        Assert.Equal(placed.Target, (await PlaceAsync(placed.Channel, placed.Request)).Target);
        Assert.Equal(1, _server.Made);
    }

    [Fact]
    public async Task A_lost_webhook_is_made_good_by_asking()
    {
        var placed = await PlaceAsync();
        Assert.IsType<PaymentAnswer.Open>((await QueryAsync(placed)).Value);
        await _server.PayAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        Assert.Equal(placed.Request.Amount, Assert.IsType<PaymentAnswer.Paid>((await QueryAsync(placed)).Value).Payment.Amount);
    }

    [Fact]
    public async Task What_is_closed_cannot_be_paid_and_closing_again_is_closed()
    {
        var placed = await PlaceAsync();
        Assert.Null(await CloseAsync(placed));
        Assert.Null(await CloseAsync(placed));
        Assert.IsType<PaymentAnswer.Closed>((await QueryAsync(placed)).Value);
    }

    [Fact]
    public async Task What_is_being_paid_is_not_marked_invalid()
    {
        var placed = await PlaceAsync();
        _server.See(placed.Request.OrderNo);
        Assert.Equal(ProblemCode.WrongState, (await CloseAsync(placed))?.Code);
        await _server.PayAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        Assert.Equal(ProblemCode.WrongState, (await CloseAsync(placed))?.Code);
    }

    [Fact]
    public async Task A_refund_is_refused_with_what_a_person_does_instead()
    {
        var placed = await PlaceAsync();
        await _server.PayAsync(placed.Request.OrderNo, Mischief.None, Ct);
        var refused = (await RefundAsync(placed, Back(placed, placed.Target.Reference!))).Value!;
        Assert.Equal(RefundStage.Refused, refused.Stage);
        Assert.Contains($"{_server.Url}invoices/{placed.Target.Reference}", refused.Why);
    }

    [Theory]
    [InlineData(AnswerMischief.Fails)]
    [InlineData(AnswerMischief.Nonsense)]
    public async Task A_server_out_of_order_is_unavailable_not_an_error(AnswerMischief mischief)
    {
        var channel = await AddAsync();
        _server.Answers.Always = mischief;
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id), Ct)).Problem?.Code);
    }

    [Fact]
    public async Task A_test_of_a_good_key_passes_and_of_another_says_what_the_server_said()
    {
        Assert.Null(await TestAsync());
        Assert.Contains("Authentication is required", (await TestAsync(("api_key", "a1b2c3d4e5f60718293a4b5c6d7e8f9000000000")))!.Detail);
    }

    protected override async Task StartAsync() => _server = await BtcPayServer.StartAsync(Ct);

    protected override ValueTask StopAsync() => _server.DisposeAsync();

    protected override void Tell(Uri notifyUrl) => _server.WebhookUrl = notifyUrl.AbsoluteUri;
}

public sealed class BtcPayOnSqlite() : BtcPaySpecs(DatabaseKind.Sqlite);

public sealed class BtcPayOnPostgres() : BtcPaySpecs(DatabaseKind.Postgres);
