using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Testing.Doubles;
using Xunit;

namespace Diner.Specs.Payments;

/// <summary>The channel against a double of both servers it speaks to, over HTTP both ways.</summary>
public abstract class EpusdtSpecs(DatabaseKind kind) : ProviderSpecs(kind)
{
    private EpusdtServer _server = null!;

    protected override string Type => "epusdt";

    protected override CurrencyCode Currency => CurrencyCode.Cny;

    protected override Dictionary<string, string> Entries => new()
    {
        ["gateway"] = _server.Url, ["token"] = EpusdtServer.Token, ["server"] = _server.IsBepusdt ? "bepusdt" : "epusdt", ["trade_type"] = "usdt.trc20",
    };

    [Theory]
    [InlineData(false, 4200)]
    [InlineData(false, 2888)]
    [InlineData(true, 990)]
    public async Task A_payment_comes_back_as_the_same_order_and_amount(bool isBepusdt, long minor)
    {
        _server.IsBepusdt = isBepusdt;
        var placed = await PlaceAsync(minor: minor);
        Assert.Equal([new Told(200, "ok")], await _server.PayAsync(placed.Request.OrderNo, Mischief.None, Ct));
        var paid = Assert.Single(Front.Payments);
        Assert.Equal((placed.Channel.Id, placed.Target.Reference, placed.Request.OrderNo, placed.Request.Amount), (paid.ChannelId, paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_buyer_who_comes_back_to_pay_finds_a_trade_for_the_same_order(bool isBepusdt)
    {
        _server.IsBepusdt = isBepusdt;
        var first = await PlaceAsync();
        var second = await PlaceAsync(first.Channel, first.Request);
        Assert.NotEqual(first.Target.Reference, second.Target.Reference);
        await _server.PayAsync($"{first.Request.OrderNo}_2", Mischief.None, Ct);
        Assert.Equal((first.Request.OrderNo, second.Target.Reference), (Assert.Single(Front.Payments).OrderNo, Front.Payments.Single().ProviderTransactionId));
    }

    [Fact]
    public async Task An_order_is_opened_five_times_at_most()
    {
        var placed = await PlaceAsync();
        for (var time = 2; time <= 5; time++)
            await PlaceAsync(placed.Channel, placed.Request);
        Assert.Equal(ProblemCode.ChannelUnavailable, (await Front.Get<Channels>().CreatePaymentAsync(placed.Channel.Id, placed.Request, Ct)).Problem?.Code);
        Assert.Equal(5, _server.Books.Trades.Count);
    }

    [Theory]
    [InlineData(Mischief.ForgedSign)]
    [InlineData(Mischief.WrongMerchant)]
    public async Task What_is_not_genuine_is_refused(Mischief mischief) => Assert.Equal([new Told(400, "fail")], await _server.PayAsync((await PlaceAsync()).Request.OrderNo, mischief, Ct));

    [Fact]
    public async Task A_wrong_amount_is_said_as_it_is()
    {
        await _server.PayAsync((await PlaceAsync()).Request.OrderNo, Mischief.WrongAmount, Ct);
        Assert.Equal(Money.Cny(991), Assert.Single(Front.Payments).Amount);
    }

    [Fact]
    public async Task What_waits_pays_nothing()
    {
        Assert.Equal([new Told(200, "ok")], await _server.PayAsync((await PlaceAsync()).Request.OrderNo, Mischief.NotPaid, Ct));
        Assert.IsType<NotificationReading.NotPaid>(Assert.Single(Front.Readings));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_callback_is_made_good_by_asking_with_the_same_number(bool isBepusdt)
    {
        _server.IsBepusdt = isBepusdt;
        var placed = await PlaceAsync();
        Assert.IsType<PaymentAnswer.Open>((await QueryAsync(placed)).Value);
        await _server.PayAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        var paid = Assert.IsType<PaymentAnswer.Paid>((await QueryAsync(placed)).Value).Payment;
        Assert.Equal((placed.Target.Reference, placed.Request.OrderNo, placed.Request.Amount), (paid.ProviderTransactionId, paid.OrderNo, paid.Amount));
    }

    [Fact]
    public async Task Bepusdt_cancels_and_epusdt_cannot()
    {
        var placed = await PlaceAsync();
        Assert.Equal(ProblemCode.WrongState, (await CloseAsync(placed))?.Code);
        _server.IsBepusdt = true;
        var other = await PlaceAsync(await AddAsync());
        Assert.Null(await CloseAsync(other));
        Assert.Null(await CloseAsync(other));
        Assert.IsType<PaymentAnswer.Closed>((await QueryAsync(other)).Value);
    }

    [Fact]
    public async Task What_was_paid_meanwhile_is_not_cancelled()
    {
        _server.IsBepusdt = true;
        var placed = await PlaceAsync();
        await _server.PayAsync(placed.Request.OrderNo, Mischief.Lost, Ct);
        Assert.Equal(ProblemCode.WrongState, (await CloseAsync(placed))?.Code);
    }

    [Fact]
    public async Task A_refund_is_refused_with_what_a_person_does_instead()
    {
        var placed = await PlaceAsync();
        Assert.Contains("by hand", (await RefundAsync(placed, Back(placed, placed.Target.Reference!))).Value!.Why);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_test_of_a_good_token_passes_and_of_another_says_what_the_server_said(bool isBepusdt)
    {
        _server.IsBepusdt = isBepusdt;
        Assert.Null(await TestAsync());
        Assert.Contains("签名", (await TestAsync(("token", "another")))!.Detail);
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

    protected override async Task StartAsync() => _server = await EpusdtServer.StartAsync(Ct);

    protected override ValueTask StopAsync() => _server.DisposeAsync();
}

public sealed class EpusdtOnSqlite() : EpusdtSpecs(DatabaseKind.Sqlite);

public sealed class EpusdtOnPostgres() : EpusdtSpecs(DatabaseKind.Postgres);
