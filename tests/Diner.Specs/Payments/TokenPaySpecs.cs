using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The channel against a double that checks our signature and makes its own, over HTTP both ways.</summary>
public abstract class TokenPaySpecs(DatabaseKind kind) : ProviderSpecs(kind)
{
    private TokenPayServer _server = null!;

    protected override string Type => "tokenpay";

    protected override Dictionary<string, string> Entries => new() { ["gateway"] = _server.Url, ["token"] = TokenPayServer.Token, ["coin"] = "USDT_TRC20" };

    [Theory]
    [InlineData(990)]
    [InlineData(2888)]
    [InlineData(4200)]
    public async Task A_payment_comes_back_as_the_same_order_and_amount(long minor)
    {
        var placed = await PlaceAsync(minor: minor);
        Assert.Equal([new Told(200, "ok")], await _server.PayAsync(placed.Request.OrderNo, Mischief.None, Ct));
        var paid = Assert.Single(Front.Payments);
        Assert.Equal((placed.Channel.Id, placed.Target.Reference, placed.Request.OrderNo, placed.Request.Amount), (paid.ChannelId, paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
    }

    [Theory]
    [InlineData(Mischief.ForgedSign)]
    [InlineData(Mischief.WrongMerchant)]
    public async Task What_is_not_genuine_is_refused(Mischief mischief) => Assert.Equal([new Told(400, "fail")], await _server.PayAsync((await PlaceAsync()).Request.OrderNo, mischief, Ct));

    [Theory]
    [InlineData(Mischief.WrongAmount, 991, "USD")]
    [InlineData(Mischief.WrongCurrency, 990, "EUR")]
    public async Task What_arrived_is_said_as_it_is(Mischief mischief, long minor, string currency)
    {
        await _server.PayAsync((await PlaceAsync()).Request.OrderNo, mischief, Ct);
        Assert.Equal(new Money(minor, CurrencyCode.Parse(currency)), Assert.Single(Front.Payments).Amount);
    }

    [Fact]
    public async Task Of_an_order_that_may_be_paid_with_less_what_was_paid_counts()
    {
        _server.IsDynamic = true;
        var placed = await PlaceAsync();
        await _server.PayAsync(placed.Request.OrderNo, Mischief.None, Ct);
        Assert.Equal(980, Assert.Single(Front.Payments).Amount?.AmountMinor);
        Assert.Equal(980, Assert.IsType<PaymentAnswer.Paid>((await QueryAsync(placed)).Value).Payment.Amount?.AmountMinor);
    }

    [Fact]
    public async Task What_is_not_paid_yet_pays_nothing()
    {
        Assert.Equal([new Told(200, "ok")], await _server.PayAsync((await PlaceAsync()).Request.OrderNo, Mischief.NotPaid, Ct));
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(Front.Readings));
    }

    [Fact]
    public async Task The_same_order_asked_twice_is_one_order()
    {
        var placed = await PlaceAsync();
        Assert.Equal(placed.Target, (await PlaceAsync(placed.Channel, placed.Request)).Target);
    }

    [Fact]
    public async Task A_lost_callback_is_made_good_by_asking_with_the_same_number()
    {
        var placed = await PlaceAsync();
        Assert.IsType<PaymentAnswer.Open>((await QueryAsync(placed)).Value);
        await _server.PayAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        var paid = Assert.IsType<PaymentAnswer.Paid>((await QueryAsync(placed)).Value).Payment;
        Assert.Equal((placed.Target.Reference, placed.Request.OrderNo, placed.Request.Amount), (paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
    }

    [Fact]
    public async Task What_has_run_out_is_closed()
    {
        var placed = await PlaceAsync();
        _server.Expire(placed.Request.OrderNo);
        Assert.IsType<PaymentAnswer.Closed>((await QueryAsync(placed)).Value);
    }

    [Fact]
    public async Task A_server_that_prices_in_another_currency_is_not_sent_a_buyer()
    {
        _server.BaseCurrency = "CNY";
        var channel = await AddAsync();
        var refused = await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id) with { Amount = new Money(990, Currency) }, Ct);
        Assert.Contains("prices in CNY", refused.Problem?.Detail);
    }

    [Fact]
    public async Task A_refund_is_refused_with_what_a_person_does_instead()
    {
        var placed = await PlaceAsync();
        Assert.Contains("by hand", (await RefundAsync(placed, Back(placed, placed.Target.Reference!))).Value!.Why);
    }

    [Theory]
    [InlineData(AnswerMischief.Fails)]
    [InlineData(AnswerMischief.Nonsense)]
    public async Task A_server_out_of_order_is_unavailable_not_an_error(AnswerMischief mischief)
    {
        var channel = await AddAsync();
        _server.Answers.Always = mischief;
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Front.Get<Channels>().CreatePaymentAsync(channel.Id, Front.Request(channel.Id) with { Amount = new Money(990, Currency) }, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task A_test_of_a_good_token_passes_and_of_another_says_what_the_server_said()
    {
        Assert.Null(await TestAsync());
        Assert.Contains("签名验证失败", (await TestAsync(("token", "another")))!.Detail);
    }

    protected override async Task StartAsync() => _server = await TokenPayServer.StartAsync(Ct);

    protected override ValueTask StopAsync() => _server.DisposeAsync();
}

public sealed class TokenPayOnSqlite() : TokenPaySpecs(DatabaseKind.Sqlite);

public sealed class TokenPayOnPostgres() : TokenPaySpecs(DatabaseKind.Postgres);
