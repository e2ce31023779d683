using Diner.Data.Outbound;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Accounts;
using Diner.Ledger.Destinations;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;
using Diner.Payments.Alipay;
using Diner.Payments.Channels;
using Diner.Settlement.Payouts;
using Diner.Testing.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.Payouts;

/// <summary>Pay-outs through Alipay's transfer API, against its double.</summary>
public abstract class TransferSpecs(DatabaseKind kind) : PayoutHouse(kind), IAsyncLifetime
{
    private static readonly PayoutDestination Anne = new(DestinationKind.Alipay, "ann@example.com", "安妮", "");

    private AlipayGateway _alipay = null!;
    private ChannelId _sender;

    private AlipayTransferDesk Desk => _alipay.Transfers;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _alipay = await AlipayGateway.StartAsync(Ct);
        var account = new AlipayAccount
        {
            AppId = AlipayGateway.AppId,
            PrivateKey = _alipay.AppKey.ExportPkcs8PrivateKeyPem(),
            AlipayKey = Convert.ToBase64String(_alipay.AlipayKey.ExportSubjectPublicKeyInfo()),
            GatewayUrl = _alipay.Url,
        };
        _sender = (await House.Get<EditChannels>().AddAsync(Ann, new NewChannel(Shop.Id, AlipayAccount.ChannelType, "支付宝", account.ToSettings().Value!), Ct)).Value;
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await _alipay.DisposeAsync();
    }

    protected override void AddServices(IServiceCollection services)
    {
        base.AddServices(services);
        services.AddSingleton(new OutboundGuard(new OutboundOptions { AllowsInternal = true }));
    }

    [Fact]
    public async Task What_alipay_transfers_is_booked_from_what_the_channel_holds()
    {
        var id = await HandedOverAsync(2000);
        await SendAsync();
        Assert.Equal(PayoutState.Sent, await StateAsync(id));
        var booked = Assert.Single(Desk.Booked);
        Assert.Equal((PayoutNumbers.Of(id), 2000L, "ann@example.com"), (booked.Number, booked.AmountMinor, booked.Payee));
        Assert.Equal((0L, 2000L, 0L), (
            await OwedOnAsync(AccountKind.PayoutsInTransit, Shop.Id.Value), await OwedOnAsync(AccountKind.ChannelClearing, _sender.Value), await OwedOnAsync(AccountKind.Bank, Guid.Empty)));
        await Shop.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(AnswerMischief.LosesTheAnswer)]
    [InlineData(AnswerMischief.Fails)]
    [InlineData(AnswerMischief.Nonsense)]
    public async Task A_lost_answer_is_asked_about_and_the_money_goes_once(AnswerMischief how)
    {
        var id = await HandedOverAsync(2000);
        _alipay.Host.Answers.Next(how, how, how);
        await SendAsync();
        for (var i = 0; i < 5 && await StateAsync(id) == PayoutState.Sending; i++)
            await LaterAsync();
        Assert.Equal((PayoutState.Sent, 998_000L), (await StateAsync(id), Desk.BalanceMinor));
        Assert.Single(Desk.Booked);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task After_a_crash_between_sending_and_booking_alipay_is_asked_first_and_the_money_goes_once()
    {
        var id = await HandedOverAsync(2000);
        // A node takes it up, sends it, and dies.
        var due = Assert.Single(await House.Get<SendingPayouts>().TakeAsync(10, Ct));
        var channel = (await House.Get<Channels>().FindAsync(due.Channel, Ct))!;
        var transfer = new TransferRequest(PayoutNumbers.Of(id), due.Amount, new TransferPayee(due.To.AccountNo, due.To.Holder), "货款结算");
        Assert.True((await ((ITransferMoney)House.Get<Channels>().SpeakerOf(channel)).TransferAsync(channel, transfer, Ct)).IsOk);

        await SendAsync();
        Assert.Equal(PayoutState.Sending, await StateAsync(id));
        await LaterAsync();
        Assert.Equal((PayoutState.Sent, 1), (await StateAsync(id), Desk.Asked));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Nodes_that_look_at_once_send_it_once()
    {
        var id = await HandedOverAsync(2000);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(SendAsync)));
        Assert.Equal((PayoutState.Sent, 1), (await StateAsync(id), Desk.Asked));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task What_alipay_refuses_for_good_is_the_merchants_again_with_alipays_words()
    {
        Desk.Payees["ann@example.com"] = "安娜";
        var id = await HandedOverAsync(2000);
        await SendAsync();
        var payout = (await House.Get<ReadPayouts>().FindAsync(id, Ct))!;
        Assert.Equal(PayoutState.Returned, payout.State);
        Assert.Contains("支付宝账号和姓名不匹配", payout.Why, StringComparison.Ordinal);
        Assert.Equal(3 * OfOneSale, (await BalanceAsync()).AvailableMinor);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Without_balance_it_waits_and_goes_when_there_is_some()
    {
        Desk.BalanceMinor = 10;
        var id = await HandedOverAsync(2000);
        await SendAsync();
        Assert.Equal(PayoutState.Sending, await StateAsync(id));
        Desk.BalanceMinor = 5_000;
        await LaterAsync();
        Assert.Equal((PayoutState.Sent, 3_000L), (await StateAsync(id), Desk.BalanceMinor));
    }

    [Theory]
    [InlineData("SUCCESS", PayoutState.Sent)]
    [InlineData("FAIL", PayoutState.Returned)]
    [InlineData("REFUND", PayoutState.Returned)]
    public async Task What_alipay_takes_time_for_ends_as_it_says(string status, PayoutState end)
    {
        Desk.LeavesOpen = true;
        var id = await HandedOverAsync(2000);
        await SendAsync();
        await LaterAsync();
        Assert.Equal(PayoutState.Sending, await StateAsync(id));
        Assert.Equal(ProblemCode.WrongState, (await ResultAsync(id, hasGone: false, "I think so"))?.Code);
        Desk.End(status, status == "SUCCESS" ? null : "收款方银行退回");
        await LaterAsync();
        Assert.Equal((end, 1), (await StateAsync(id), Desk.Asked));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_answer_about_another_amount_books_nothing_and_after_three_days_a_person_finds_out()
    {
        Desk.LiesAboutAmounts = true;
        var id = await HandedOverAsync(2000);
        for (var i = 0; i < 90; i++)
            await LaterAsync();
        Assert.Equal((PayoutState.NeedsPerson, 1), (await StateAsync(id), Desk.Asked));
        Assert.Null(await ResultAsync(id, hasGone: true, "seen on Alipay's pages"));
        Assert.Equal(2000, await OwedOnAsync(AccountKind.ChannelClearing, _sender.Value));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Only_channels_of_the_operators_own_shops_send()
    {
        Assert.Equal([_sender], (await House.Get<TransferChannels>().ListAsync(Ct)).Select(sender => sender.Id));
        Assert.False(await House.Get<TransferChannels>().HasAsync(Shop.Channel, Ct));
        await House.Get<EditChannels>().SwitchAsync(Ann, _sender, Shop.Id, isEnabled: false, Ct);
        Assert.False(await House.Get<TransferChannels>().HasAsync(_sender, Ct));
    }

    private async Task<PayoutId> HandedOverAsync(long minor)
    {
        await ReadyAsync(sales: 3, Anne);
        var id = await RequestAsync(minor);
        await ApproveAsync(Ann, id);
        Assert.True((await House.Get<MakeBatch>().RunAsync(Ann, new BatchWish(BatchRoute.AlipayTransfers, CurrencyCode.Cny, "", _sender), Ct)).IsOk);
        return id;
    }

    private async Task LaterAsync()
    {
        House.Clock.Advance(TimeSpan.FromHours(1.1));
        await SendAsync();
    }

    private Task SendAsync() => House.Get<SendPayouts>().RunOnceAsync(Ct);
}

public sealed class TransferSpecsOnSqlite() : TransferSpecs(DatabaseKind.Sqlite);

public sealed class TransferSpecsOnPostgres() : TransferSpecs(DatabaseKind.Postgres);
