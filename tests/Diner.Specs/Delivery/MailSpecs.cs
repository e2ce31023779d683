using Diner.Catalog.Shops;
using Diner.Data.Events;
using Diner.Data.Storage;
using Diner.Delivery;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Diner.Settlement;
using Diner.Specs.Trade;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Xunit;

namespace Diner.Specs.Delivery;

public abstract class MailSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    [Fact]
    public async Task An_order_told_delivered_twice_is_one_mail()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order, order);
        await FollowAsync();
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Equal(OrderSeed.Email, Assert.Single(carrier.Taken).To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task A_mail_holds_the_link_and_the_keys_only_when_the_shop_says_so()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await seed.KeysAsync(order, "SECRET-KEY-1\n", Ct);
        var plain = await MailOfAsync(seed, order);
        Assert.Contains("/o/", plain.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-KEY-1", plain.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shop_that_wants_it_puts_keys_in_the_mail_escaped()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings { PutsKeysInMail = true });
        await seed.KeysAsync(order, "<script>alert(1)</script>\n", Ct);
        var mail = await MailOfAsync(seed, order);
        Assert.Contains("<script>alert(1)</script>", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CNY", "98.00 CNY")]
    [InlineData("USD", "98.00 USD")]
    [InlineData("JPY", "9800 JPY")]
    public async Task An_amount_is_written_with_the_decimals_of_its_currency_in_the_facts_and_in_the_shops_own_words(string currency, string amount)
    {
        var settings = new ShopSettings { Letters = [new ShopLetter("delivered", "zh-CN", "到了", "到了", "实付 {{ order.amount }}。")] };
        var seed = await OrderSeed.From(House, CurrencyCode.Parse(currency)).WithShopAsync(settings, Ct);
        var mail = await MailOfAsync(seed, await seed.OrderAsync(OrderStatus.Delivered, Ct));
        foreach (var part in (string[])[mail.TextBody!, mail.HtmlBody!])
        {
            Assert.Contains($"实付 {amount}。", part, StringComparison.Ordinal);
            Assert.Equal(2, part.Split(amount).Length - 1);
        }
    }

    [Fact]
    public async Task Two_senders_at_once_send_each_mail_once()
    {
        var (seed, _) = await DeliveredAsync(new ShopSettings());
        for (var i = 0; i < 15; i++)
            await TellAsync(seed, await seed.OrderAsync(OrderStatus.Delivered, Ct));
        await FollowAsync();
        var carrier = new TestCarrier();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sender(carrier).RunOnceAsync(Ct)));
        Assert.Equal(15, carrier.Taken.Count);
        Assert.Equal(15, carrier.Taken.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_that_fails_backs_off_and_is_a_dead_letter_after_the_last_attempt()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order);
        await FollowAsync();
        var carrier = new TestCarrier { Result = new MailResult(MailFate.TryLater, "down") };
        for (var attempt = 1; attempt <= Retries.AttemptsMax; attempt++)
        {
            await Sender(carrier).RunOnceAsync(Ct);
            await Sender(carrier).RunOnceAsync(Ct);
            Assert.Equal(attempt, carrier.Offered);
            House.Clock.Advance(Retries.After(attempt) ?? TimeSpan.FromDays(30));
        }

        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Equal(Retries.AttemptsMax, carrier.Offered);
        Assert.Equal("down", Assert.Single(await House.Get<DeadLetters>().ListAsync(10, Ct)).LastError);
    }

    [Fact]
    public async Task A_mail_refused_for_good_is_a_dead_letter_at_once()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order);
        await FollowAsync();
        await Sender(new TestCarrier { Result = new MailResult(MailFate.Refused, "550") }).RunOnceAsync(Ct);
        Assert.Equal(1, await House.Get<DeadLetters>().CountAsync(Ct));
    }

    [Fact]
    public async Task A_mail_whose_sender_died_is_sent_after_its_lease()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order);
        await FollowAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sender(new TestCarrier { DiesAfter = 0 }).RunOnceAsync(Ct));
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Empty(carrier.Taken);
        House.Clock.Advance(TimeSpan.FromMinutes(11));
        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Single(carrier.Taken);
    }

    [Fact]
    public async Task What_was_sent_before_a_sender_died_is_not_sent_again_when_it_could_still_say_so()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order, await seed.OrderAsync(OrderStatus.Delivered, Ct));
        await FollowAsync();
        var first = new TestCarrier { DiesAfter = 1 };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sender(first).RunOnceAsync(Ct));
        House.Clock.Advance(TimeSpan.FromMinutes(11));
        var second = new TestCarrier();
        await Sender(second).RunOnceAsync(Ct);
        Assert.NotEqual(Assert.Single(first.Taken).MessageId, Assert.Single(second.Taken).MessageId);
    }

    [Fact]
    public async Task A_letter_that_cannot_be_written_holds_up_no_other()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, House.Get<IdSource>().Next<OrderId>(), order);
        await FollowAsync();
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Single(carrier.Taken);
        Assert.Equal((1, 1), ((await House.Get<MailQueue>().CountAsync(Ct)).Waiting, (await House.Get<MailQueue>().CountAsync(Ct)).Retried));
    }

    [Fact]
    public async Task Mails_of_one_batch_hold_the_keys_of_their_own_orders()
    {
        var (seed, first) = await DeliveredAsync(new ShopSettings { PutsKeysInMail = true });
        var second = await seed.OrderAsync(OrderStatus.Delivered, Ct);
        await seed.KeysAsync(first, "KEY-OF-FIRST\n", Ct);
        await seed.KeysAsync(second, "KEY-OF-SECOND\n", Ct);
        await TellAsync(seed, first, second);
        await FollowAsync();
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Equal(2, carrier.Taken.Count);
        foreach (var text in carrier.Taken.Select(mail => mail.TextBody ?? ""))
            Assert.True(text.Contains("KEY-OF-FIRST", StringComparison.Ordinal) ^ text.Contains("KEY-OF-SECOND", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_is_no_longer_true_is_not_sent()
    {
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order);
        await FollowAsync();
        await seed.SetStatusAsync(order, OrderStatus.Refunded, Ct);
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        Assert.Empty(carrier.Taken);
        Assert.Equal(0, await House.Get<DeadLetters>().CountAsync(Ct));
    }

    [Fact]
    public async Task A_mail_goes_through_a_real_smtp_conversation()
    {
        await using var server = new TestSmtpServer();
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order);
        await FollowAsync();
        await Sender(new SmtpCarrier(server.Address, null)).RunOnceAsync(Ct);
        var mail = Assert.Single(server.Mails);
        Assert.Equal([OrderSeed.Email], mail.Recipients);
        Assert.Contains("卡密已送到", mail.Message.Subject, StringComparison.Ordinal);
        Assert.Equal("深夜点卡铺", mail.Message.From.Single().Name);
    }

    [Fact]
    public async Task A_recipient_the_server_refuses_is_dead_and_a_busy_server_is_tried_again()
    {
        await using var server = new TestSmtpServer { RecipientReply = "550 no such user" };
        var (seed, order) = await DeliveredAsync(new ShopSettings());
        await TellAsync(seed, order);
        await FollowAsync();
        await Sender(new SmtpCarrier(server.Address, null)).RunOnceAsync(Ct);
        Assert.Equal(1, await House.Get<DeadLetters>().CountAsync(Ct));

        server.RecipientReply = "451 later";
        await TellAsync(seed, await seed.OrderAsync(OrderStatus.Delivered, Ct));
        await FollowAsync();
        await Sender(new SmtpCarrier(server.Address, null)).RunOnceAsync(Ct);
        server.RecipientReply = "250 ok";
        House.Clock.Advance(TimeSpan.FromSeconds(10));
        await Sender(new SmtpCarrier(server.Address, null)).RunOnceAsync(Ct);
        Assert.Single(server.Mails);
    }

    private async Task<(OrderSeed Seed, OrderId Order)> DeliveredAsync(ShopSettings settings)
    {
        var seed = await OrderSeed.From(House).WithShopAsync(settings, Ct);
        return (seed, await seed.OrderAsync(OrderStatus.Delivered, Ct));
    }

    private async Task<MimeMessage> MailOfAsync(OrderSeed seed, OrderId order)
    {
        await TellAsync(seed, order);
        await FollowAsync();
        var carrier = new TestCarrier();
        await Sender(carrier).RunOnceAsync(Ct);
        return Assert.Single(carrier.Taken);
    }

    private Task TellAsync(OrderSeed seed, params OrderId[] orders) => House.Get<Database>().WriteAsync(async work =>
    {
        var batch = work.NewBatch();
        House.Get<EventLog>().AddTo(batch, orders.Select(order => new OrderDelivered(seed.Shop, order.Value, "D1")).ToArray());
        await batch.SendAsync(Ct);
        return 0;
    }, Ct);

    private async Task FollowAsync()
    {
        await Feed.ShowsAllAsync(House, Ct);
        await House.Get<MailOrders>().CatchUpAsync(Ct);
    }

    private SendMail Sender(IMailCarrier carrier) =>
        new(House.Get<Database>(), House.Get<ComposeMail>(), carrier, House.Clock, NullLogger<SendMail>.Instance);
}

public sealed class MailOnSqlite() : MailSpecs(DatabaseKind.Sqlite);

public sealed class MailOnPostgres() : MailSpecs(DatabaseKind.Postgres);
