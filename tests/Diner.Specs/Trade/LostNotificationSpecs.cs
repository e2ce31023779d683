using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;
using Diner.Payments.Records;
using Diner.Settlement.FollowUp;
using Diner.Settlement.Settle;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Diner.Specs.Trade;

public abstract class LostNotificationSpecs(DatabaseKind kind) : TradeSpecs(kind)
{
    private readonly ScriptedChannel _provider = new();

    protected override void AddServices(IServiceCollection services) => services.AddSingleton<IPaymentChannel>(_provider);

    [Fact]
    public async Task A_payment_nobody_told_us_of_is_found_ten_seconds_later_and_delivered()
    {
        var order = await OpenedAsync();
        Say(order);
        await AskAsync();
        Assert.Equal(OrderStatus.Pending, await Shop.StatusAsync(order));
        House.Clock.Advance(TimeSpan.FromSeconds(10));
        await AskAsync();
        Assert.Equal(OrderStatus.Delivered, await Shop.StatusAsync(order));
        Assert.Equal(PaymentSource.Asked, (await House.Get<PaymentRecords>().OfOrderAsync(Shop.Id, order.Id, order.OrderNo, Ct))[0].Source);
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task A_notification_that_comes_after_all_finds_it_settled()
    {
        var order = await OpenedAsync();
        Say(order);
        House.Clock.Advance(TimeSpan.FromSeconds(10));
        await AskAsync();
        Assert.Equal(SettlementOutcome.AlreadySettled, await Shop.PayAsync(order, transaction: Transaction(order)));
        Assert.Equal(1, await Shop.KeysOfAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task An_open_payment_is_asked_about_ever_more_seldom_and_for_a_day_at_most()
    {
        await OpenedAsync();
        for (var second = 0; second < 2 * 86_400; second += 10)
        {
            House.Clock.Advance(TimeSpan.FromSeconds(10));
            if (second < 200 || second % 600 == 0)
                await AskAsync();
        }

        Assert.InRange(_provider.Asked.Count, 4, 14);
    }

    [Fact]
    public async Task When_the_hold_has_ended_it_is_closed_and_asked_about_no_more()
    {
        var order = await OpenedAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(20));
        await AskAsync();
        Assert.Equal([order.OrderNo], _provider.Closed);
        House.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync();
        Assert.Single(_provider.Asked);
    }

    [Fact]
    public async Task Money_through_a_channel_the_order_was_opened_at_before_still_settles_it()
    {
        var order = await OpenedAsync();
        var other = await TestShop.OpenAsync(House);
        await House.Get<Diner.Ordering.Orders.SendOrderTo>().RunAsync(order.Id, Shop.Channel, other.Channel, Ct);
        Assert.Equal(SettlementOutcome.Settled, await Shop.PayAsync(order));
        await Shop.AssertHealthyAsync();
    }

    [Fact]
    public async Task Money_through_a_channel_it_was_never_opened_at_is_unmatched()
    {
        var order = await OpenedAsync();
        var stray = House.Get<IdSource>().Next<ChannelId>();
        Assert.Equal([SettlementOutcome.Unmatched], await Shop.SettleAsync(Shop.Payment(order, channel: stray)));
        await Shop.AssertHealthyAsync();
    }

    private async Task<OrderView> OpenedAsync()
    {
        await Shop.SellAsync("GAME", keys: 2);
        var order = await Shop.PlaceAsync("GAME");
        var request = new PaymentRequest(order.OrderNo, order.Amount, "Game", new Uri("https://diner.example/n"), new Uri("https://diner.example/o"), new Payer("", PayerDevice.Phone), order.ExpiresAt);
        Assert.True((await House.Get<Channels>().CreatePaymentAsync(Shop.Channel, request, Ct)).IsOk);
        return order;
    }

    private void Say(OrderView order) =>
        _provider.Payments[order.OrderNo] = new PaymentAnswer.Paid(new VerifiedPayment(Shop.Channel, Transaction(order), order.OrderNo, order.Amount, "{\"asked\":true}"));

    private static string Transaction(OrderView order) => $"t-{order.OrderNo}";

    private Task AskAsync() => House.Get<AskProviders>().RunOnceAsync(Ct);
}

public sealed class LostNotificationSpecsOnSqlite() : LostNotificationSpecs(DatabaseKind.Sqlite);

public sealed class LostNotificationSpecsOnPostgres() : LostNotificationSpecs(DatabaseKind.Postgres);
