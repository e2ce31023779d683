using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Diner.Ordering.Orders;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Diner.Specs.Delivery;

public abstract class ResendMailSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private Guid _message;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var seed = await OrderSeed.From(House).WithShopAsync(new ShopSettings(), Ct);
        var order = await seed.OrderAsync(OrderStatus.Delivered, Ct);
        _message = House.Get<IdSource>().NextGuid();
        await House.Get<Database>().WriteAsync(
            async work =>
            {
                await Outbox.AddAsync(work, [new NewMessage(_message, seed.Shop, order.Value, MailTemplate.Delivered)], House.Clock.GetUtcNow(), Ct);
                return true;
            },
            Ct);
    }

    [Fact]
    public async Task A_mail_that_was_given_up_arrives_once_it_is_sent_again()
    {
        await SendAsync(new TestCarrier { Result = new MailResult(MailFate.Refused, "550") });
        Assert.Equal(_message, Assert.Single(await House.Get<DeadLetters>().ListAsync(10, Ct)).MessageId);
        Assert.Null(await ResendAsync());
        var carrier = new TestCarrier();
        await SendAsync(carrier);
        Assert.Equal(OrderSeed.Email, Assert.Single(carrier.Taken).To.Mailboxes.Single().Address);
        Assert.Equal(0, await House.Get<DeadLetters>().CountAsync(Ct));
    }

    [Fact]
    public async Task Asked_for_by_four_at_once_it_is_sent_once()
    {
        await SendAsync(new TestCarrier { Result = new MailResult(MailFate.Refused, "550") });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(ResendAsync)));
        Assert.Single(answers, problem => problem is null);
    }

    private Task<Problem?> ResendAsync() => House.Get<HandleDeadLetters>().RetryAsync(Actor.CommandLine(), _message, Ct);

    private Task SendAsync(TestCarrier carrier) =>
        new SendMail(House.Get<Database>(), House.Get<ComposeMail>(), carrier, House.Clock, NullLogger<SendMail>.Instance).RunOnceAsync(Ct);
}

public sealed class ResendMailOnSqlite() : ResendMailSpecs(DatabaseKind.Sqlite);

public sealed class ResendMailOnPostgres() : ResendMailSpecs(DatabaseKind.Postgres);
