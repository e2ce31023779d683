using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Delivery.Mail;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Delivery;

public abstract class DeadLetterSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private static readonly Actor Somebody = Actor.House("test");

    private HandleDeadLetters Handle => House.Get<HandleDeadLetters>();

    [Fact]
    public async Task A_dead_letter_that_is_sent_again_waits_with_all_its_attempts_and_the_trail_says_who()
    {
        var letter = await DeadAsync();
        Assert.Null(await Handle.RetryAsync(Somebody, letter, Ct));
        Assert.Equal((MessageState.Waiting, 0, House.Clock.GetUtcNow()), await StateAsync(letter));
        Assert.Equal(ProblemCode.WrongState, (await Handle.RetryAsync(Somebody, letter, Ct))?.Code);
        Assert.Equal("test", Assert.Single(await House.Get<AuditSearch>().ReadAsync(new AuditFilter { Action = "mail.retried" }, long.MaxValue, 9, Ct)).Actor.Name);
    }

    [Fact]
    public async Task A_dead_letter_that_is_dropped_is_neither_dead_nor_sent()
    {
        var letter = await DeadAsync();
        Assert.Null(await Handle.DropAsync(Somebody, letter, Ct));
        Assert.Equal(0, await House.Get<DeadLetters>().CountAsync(Ct));
        Assert.Equal(MessageState.Dropped, (await StateAsync(letter)).State);
    }

    [Fact]
    public async Task All_of_them_are_sent_again_with_one_row_in_the_trail()
    {
        for (var i = 0; i < 3; i++)
            await DeadAsync();
        Assert.Equal(3, await Handle.RetryAllAsync(Somebody, Ct));
        Assert.Equal((3, 3, 0), ((await FiguresAsync()).Waiting, (await FiguresAsync()).Retried, (await FiguresAsync()).Dead));
        Assert.Single(await House.Get<AuditSearch>().ReadAsync(new AuditFilter(), long.MaxValue, 9, Ct));
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_before_ended()
    {
        var (first, second) = (await DeadAsync(), await DeadAsync());
        var newest = Assert.Single(await House.Get<DeadLetters>().ListAsync(1, Ct));
        var older = Assert.Single(await House.Get<DeadLetters>().ListAsync(newest.GivenUpAt, 9, Ct));
        Assert.Equal((second, first), (newest.MessageId, older.MessageId));
    }

    private Task<MailFigures> FiguresAsync() => House.Get<MailQueue>().CountAsync(Ct);

    private async Task<Guid> DeadAsync()
    {
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        var ids = House.Get<IdSource>();
        var now = House.Clock.GetUtcNow();
        var message = new OutgoingMessage
        {
            Id = ids.NextGuid(), ShopId = ids.Next<ShopId>(), SubjectId = ids.NextGuid(), Template = MailTemplate.Delivered,
            State = MessageState.Dead, Attempts = 12, LastError = "down", DueAt = now, CreatedAt = now, EndedAt = now,
        };
        await House.Get<Database>().WriteAsync(work => Task.FromResult(work.Db.Add(message)), Ct);
        return message.Id;
    }

    private async Task<(MessageState State, int Attempts, DateTimeOffset DueAt)> StateAsync(Guid id)
    {
        await using var db = House.Get<Database>().Read();
        var message = await db.Set<OutgoingMessage>().SingleAsync(m => m.Id == id, Ct);
        return (message.State, message.Attempts, message.DueAt);
    }
}

public sealed class DeadLettersOnSqlite() : DeadLetterSpecs(DatabaseKind.Sqlite);

public sealed class DeadLettersOnPostgres() : DeadLetterSpecs(DatabaseKind.Postgres);
